package dev.mien.cli;

import dev.mien.testing.Fer2013Files;
import dev.mien.testing.SignalledProgram;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A signal ends the program while it trains: in the first steps, between epochs, or while it writes a checkpoint. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signal there lets a program end in order")
class EndedTrainingTest {
    @TempDir
    private Path folder;

    /** Each training gets a folder of its own. */
    private SignalledProgram train() throws IOException {
        Path faces = Fer2013Files.write(folder.resolve("faces.csv"), 280);
        return new SignalledProgram(
                folder,
                Main.class,
                "train",
                "--data",
                faces.toString(),
                "--architecture",
                "small",
                "--epochs",
                "500",
                "--patience",
                "500");
    }

    @Test
    void aTrainingEndsInOrder() throws IOException, InterruptedException {
        train().requireOrderlyEnds(2, 900);
    }

    @Test
    @Tag("thorough")
    void aTrainingEndsInOrderAtAnyMoment() throws IOException, InterruptedException {
        train().requireOrderlyEnds(40, 60);
    }
}
