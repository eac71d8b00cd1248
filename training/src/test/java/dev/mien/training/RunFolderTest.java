package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    private Path folder;

    @Test
    void aRunFolderIsMadeOnce() throws IOException {
        Path path = folder.resolve("deep/run");
        assertThat(RunFolder.create(path).path()).isDirectory();
        assertThat(RunFolder.create(path).path()).isDirectory();
        Files.writeString(path.resolve("config.json"), "{}");
        assertThatThrownBy(() -> RunFolder.create(path))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "the run folder " + path + " exists already. A new run needs a folder that is absent or empty."
                                + " Choose another output");
    }

    @Test
    void aRunThatWasKilledBeforeItsConfigLeavesItsFolderFree() throws IOException {
        Path path = Files.createDirectory(folder.resolve("run"));
        Files.createFile(path.resolve("run.lock"));
        Files.writeString(path.resolve(".config.json.0a1b2c3d.part"), "{");
        assertThat(RunFolder.create(path).path()).isEqualTo(path);
        Files.createFile(path.resolve("history.csv"));
        assertThatThrownBy(() -> RunFolder.create(path))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("exists already");
    }

    /** Two trainings that start in the same second want one name. */
    @Test
    void aNameThatNobodyChoseGetsANumberIfItIsTaken() {
        Path wanted = folder.resolve("runs/article-20261130-021500");
        RunFolder first = RunFolder.reserve(wanted);
        assertThat(first.path()).isEqualTo(wanted).isEmptyDirectory();
        assertThat(RunFolder.reserve(wanted).path()).isEqualTo(wanted.resolveSibling("article-20261130-021500-2"));
        assertThat(RunFolder.reserve(wanted).path()).isEqualTo(wanted.resolveSibling("article-20261130-021500-3"));
        assertThat(RunFolder.create(wanted).path()).isEqualTo(wanted);
        first.release();
        assertThat(wanted).doesNotExist();
    }
}
