package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.testing.Fer2013Files;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that is described in words and by a chart. */
class DataInfoCommandTest {
    @TempDir
    private Path folder;

    @Test
    void facesAreCountedAndDrawn() {
        CommandResult info = mien("data", "info", "--data", TrainedRuns.faces(), "--out", folder);
        assertThat(info.out())
                .contains("shape: (420, 3)")
                .contains("missing values")
                .contains("Training: 420 faces")
                .contains("0 angry          60");
        assertThat(folder.resolve("class_distribution.png")).isNotEmptyFile();
    }

    @Test
    void aFolderOfPicturesIsDescribedToo() throws IOException {
        Path source = Fer2013Files.writeFolder(folder.resolve("faces"), 14);
        assertThat(mien("data", "info", "--data", source).out()).contains("all: 14 faces", "Training: 14 faces");
    }
}
