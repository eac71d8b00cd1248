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
                        "the run folder " + path + " exists already, and a run is never written over another. Choose"
                                + " another name with --out, or remove it");
    }
}
