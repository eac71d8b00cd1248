package dev.mien.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.MienException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void replacesWhatStoodThereAndLeavesNothingBeside() throws IOException {
        Path file = folder.resolve("deep/er/file.txt");
        WholeFile.write(file, "first, and longer");
        WholeFile.write(file, "second");
        assertThat(file).hasContent("second");
        try (var entries = Files.list(file.getParent())) {
            assertThat(entries).containsExactly(file);
        }
    }

    @Test
    void aFailureHalfwayLeavesTheOldContentAndNothingElse() throws IOException {
        Path file = folder.resolve("file.txt");
        WholeFile.write(file, "old");
        assertThatThrownBy(() -> WholeFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(MienException.class)
                .hasMessage("cannot write " + file
                        + ": No space left on device. Free some space or choose a folder that" + " can be written to");
        assertThat(file).hasContent("old");
        try (var entries = Files.list(folder)) {
            assertThat(entries).containsExactly(file);
        }
    }

    @Test
    void aFolderThatIsAFileIsSaid() throws IOException {
        Path blocked = Files.createFile(folder.resolve("blocked"));
        assertThatThrownBy(() -> WholeFile.write(blocked.resolve("file.txt"), "text"))
                .isInstanceOf(MienException.class)
                .hasMessageContaining("cannot write " + blocked.resolve("file.txt"));
    }
}
