package dev.mien.cli;

import dev.mien.Emotion;
import dev.mien.drawing.Pngs;
import dev.mien.image.GrayImage;
import dev.mien.image.RgbImage;
import dev.mien.synthetic.SyntheticFaces;
import dev.mien.testing.SignalledProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A signal ends the program while it reads a folder of photos and writes marked copies. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signal there lets a program end in order")
class EndedBatchTest {
    /** So many that the signal comes in time, however busy the machine is. */
    private static final int PHOTOS = 400;

    private static final int SIDE = 400;

    @TempDir
    private Path folder;

    private SignalledProgram recognize() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        byte[] face = SyntheticFaces.drawImage(Emotion.HAPPY, 1, SIDE);
        byte[] photo = Pngs.encode(RgbImage.of(GrayImage.of(SIDE, SIDE, face)).toBufferedImage());
        for (int i = 0; i < PHOTOS; i++) {
            Files.write(photos.resolve("face" + i + ".png"), photo);
        }
        return new SignalledProgram(
                folder,
                Main.class,
                "recognize",
                photos.toString(),
                "--annotate",
                folder.resolve("marked").toString());
    }

    @Test
    void aBatchOfPhotosEndsInOrder() throws IOException, InterruptedException {
        recognize().requireOrderlyEnds(2, 40);
    }

    @Test
    @Tag("thorough")
    void aBatchOfPhotosEndsInOrderAtAnyMoment() throws IOException, InterruptedException {
        recognize().requireOrderlyEnds(60, 20);
    }
}
