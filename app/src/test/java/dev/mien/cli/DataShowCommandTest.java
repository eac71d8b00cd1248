package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.testing.Fer2013Files;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faces that are drawn side by side. */
class DataShowCommandTest {
    @TempDir
    private Path folder;

    @Test
    void augmentedFacesAreShown() {
        Path file = folder.resolve("grid.png");
        mien("data", "show", "--data", TrainedRuns.faces(), "--augmented", "--out", file)
                .requireDone();
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void aFolderOfPicturesIsShown() throws IOException {
        Path source = Fer2013Files.writeFolder(folder.resolve("faces"), 14);
        Path file = folder.resolve("grid.png");
        mien("data", "show", "--data", source, "--out", file).requireDone();
        assertThat(file).isNotEmptyFile();
    }
}
