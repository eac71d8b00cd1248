package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderHasOneTrainingAtATime() {
        RunFolder run = RunFolder.create(folder.resolve("run"));
        try (RunLock first = RunLock.take(run)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> RunLock.take(run))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("another training is at work in " + run.path()
                            + ". Use the folder when that training has ended");
        }
        RunLock.take(run).close();
    }

    @Test
    void aFolderThatCannotBeWrittenIntoIsNamed() {
        RunFolder absent = new RunFolder(folder.resolve("absent"));
        assertThatThrownBy(() -> RunLock.take(absent))
                .isInstanceOf(MienException.class)
                .hasMessageStartingWith("cannot write into " + absent.path() + ": ")
                .hasMessageEndingWith(". A training must be able to write into the folder of its run");
    }

    @Test
    void whoTakesTheLockDiscardsWhatAKilledTrainingLeftUnfinished() throws IOException {
        RunFolder run = RunFolder.create(folder.resolve("left"));
        Path half = Files.createFile(run.path().resolve(".checkpoint-next.safetensors.0123abcd.part"));
        Path best = Files.createFile(run.path().resolve(".best.safetensors.0123abcd.part"));
        Path others = Files.createFile(run.path().resolve(".answers.json.0123abcd.part"));
        RunLock.take(run).close();
        assertThat(half).doesNotExist();
        assertThat(best).doesNotExist();
        assertThat(others).exists();
        RunChecksums.write(run);
        Files.delete(others);
        assertThat(RunChecksums.damaged(run)).isEmpty();
    }
}
