package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.training.RunChecksums;
import dev.mien.training.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are compared with each other. */
class CompareCommandTest {
    @TempDir
    private Path folder;

    @Test
    void runsAreComparedWithThePairedTest() throws IOException {
        Path picture = folder.resolve("curves.png");
        CommandResult result = mien(
                        "compare", TrainedRuns.first(), TrainedRuns.second(), TrainedRuns.otherSeed(), "--out", picture)
                .requireDone();
        assertThat(result.out())
                .contains("A = " + TrainedRuns.first())
                .containsPattern("epochs +3 +1 +1")
                .containsPattern("disgust +\\d")
                .containsPattern(
                        "A and B: [+-]\\d+\\.\\d\\d points; only the first right \\d+, only the second right \\d+ of"
                                + " 42; mid-p ")
                .contains("A and C: not tested: they judged different rows")
                .contains("picture: " + picture);
        assertThat(ImageIO.read(picture.toFile())).isNotNull();
    }

    @Test
    void aComparisonThatCannotBeIsExplained() throws IOException {
        Path out = folder.resolve("c.png");
        CommandResult twice = mien("compare", TrainedRuns.first(), TrainedRuns.first(), "--out", out);
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.err()).contains("got 1 different run, expected two or more");
        assertThat(mien("compare", TrainedRuns.first(), "--out", out).code()).isEqualTo(2);
        assertThat(mien("compare", TrainedRuns.first(), folder, "--out", out).err())
                .contains("there is no run at " + folder);
        Path copy = TrainedRuns.copy(TrainedRuns.second(), folder.resolve("copy"));
        Files.writeString(copy.resolve("predictions.csv"), "row\n");
        assertThat(mien("compare", TrainedRuns.first(), copy, "--out", out).err())
                .contains("predictions.csv", "'./mien report");
        RunChecksums.write(new RunFolder(copy));
        assertThat(mien("compare", TrainedRuns.first(), copy, "--out", out).err())
                .contains("holds no predictions");
        Files.delete(copy.resolve(RunChecksums.NAME));
        assertThat(mien("compare", TrainedRuns.first(), copy, "--out", out).err())
                .contains("the run " + copy + " was trained further after it was judged. Run './mien" + " report "
                        + copy + "'");
        Files.delete(copy.resolve("predictions.csv"));
        assertThat(mien("compare", TrainedRuns.first(), copy, "--out", out).err())
                .contains("cannot read the predictions");
        assertThat(out).doesNotExist();
    }
}
