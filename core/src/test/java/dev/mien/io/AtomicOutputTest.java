package dev.mien.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicOutputTest {
    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void standsInItsPlaceOnceItIsFinished() throws IOException {
        Path file = folder.resolve("new/answers.txt");
        try (AtomicOutput part = AtomicOutput.begin(file)) {
            part.out().write(bytes("one"));
            assertThat(file).doesNotExist();
            part.finish();
            assertThat(file).hasContent("one");
        }
        assertThat(file).hasContent("one");
        assertThat(file.getParent()).isDirectoryContaining(path -> path.equals(file));
        try (var files = Files.list(file.getParent())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void closedBeforeThatItLeavesWhatStoodThere() throws IOException {
        Path file = Files.writeString(folder.resolve("answers.txt"), "old");
        try (AtomicOutput part = AtomicOutput.begin(file)) {
            part.out().write(bytes("new"));
        }
        assertThat(file).hasContent("old");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFolderThatCannotBeIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> AtomicOutput.begin(file.resolve("answers.txt")))
                .isInstanceOf(WriteFailedException.class)
                .hasMessageStartingWith(
                        "cannot write " + file.resolve("answers.txt") + ": cannot create the folder " + file)
                .hasMessageEndingWith(". Choose a folder that can be written to");
    }
}
