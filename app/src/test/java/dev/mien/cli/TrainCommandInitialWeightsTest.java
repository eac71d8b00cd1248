package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.nn.Weights;
import dev.mien.training.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that begin from the weights of others. */
class TrainCommandInitialWeightsTest {
    @TempDir
    private Path folder;

    /** With steps too small to be seen the weights stay the mean; the division is that of all who took part. */
    @Test
    void aTrainingBeginsFromTheMeanOfSeveralRuns() throws IOException {
        Path out = folder.resolve("mean");
        String runs = TrainedRuns.second() + "," + TrainedRuns.otherSeed();
        mien(
                        "train",
                        "--data",
                        TrainedRuns.faces(),
                        "--recipe",
                        "small",
                        "--epochs",
                        1,
                        "--learning-rate",
                        1e-12,
                        "--initial-weights",
                        runs,
                        "--out",
                        out)
                .requireDone();
        Weights one = ModelFile.read(TrainedRuns.second()).weights();
        Weights two = ModelFile.read(TrainedRuns.otherSeed()).weights();
        Weights mean = ModelFile.read(out).weights();
        List<String> kernels = mean.values().keySet().stream()
                .filter(name -> name.endsWith("kernel"))
                .toList();
        assertThat(kernels).hasSizeGreaterThan(2);
        for (String kernel : kernels) {
            for (int i = 0; i < mean.get(kernel).length; i++) {
                float expected = (one.get(kernel)[i] + two.get(kernel)[i]) / 2;
                assertThat(mean.get(kernel)[i]).isCloseTo(expected, within(1e-6f));
            }
        }
        assertThat(JsonFiles.read(out.resolve("evaluation.json"))
                        .path("training_copies")
                        .path("rows")
                        .asInt())
                .isBetween(25, 42);
        assertThat(out.resolve("report.html")).content().contains("--initial-weights " + runs);
        assertThat(mien("train", "--resume", out, "--epochs", 2).code()).isZero();
    }

    @Test
    void weightsThatDoNotFitAreRefused() throws IOException {
        Path out = folder.resolve("out");
        mien("train", "--data", TrainedRuns.faces(), "--initial-weights", TrainedRuns.first(), "--out", out)
                .requireMistake(TrainedRuns.first()
                        + " holds weights of the architecture 'small'. 'article' cannot start from them");
        Path broken = Files.write(folder.resolve("broken.safetensors"), new byte[] {1, 2, 3});
        mien("train", "--data", TrainedRuns.faces(), "--initial-weights", broken, "--out", out)
                .requireMistake("broken.safetensors", "damaged", "in its place, or run './mien train'");
        assertThat(out).doesNotExist();
    }
}
