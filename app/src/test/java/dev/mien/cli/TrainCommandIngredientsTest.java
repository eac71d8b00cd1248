package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.testing.Fer2013Files;
import dev.mien.testing.FerPlusFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the options of a training change in its recipe. */
class TrainCommandIngredientsTest {
    @TempDir
    private Path folder;

    private Path csv;

    @BeforeEach
    void write() throws IOException {
        csv = Fer2013Files.write(folder.resolve("faces.csv"), 84, i -> i < 70 ? "Training" : "PublicTest");
    }

    @Test
    void everyIngredientHasAnOptionThatTheReportRepeats() throws IOException {
        Path out = folder.resolve("rich");
        mien(
                        "train",
                        "--data",
                        csv,
                        "--recipe",
                        "small",
                        "--epochs",
                        1,
                        "--schedule",
                        "onecycle",
                        "--warmup",
                        0.3,
                        "--weight-decay",
                        0.001,
                        "--ema",
                        0.9,
                        "--ema-late",
                        0.99,
                        "--ema-late-from",
                        0.7,
                        "--measured-statistics",
                        40,
                        "--clip-norm",
                        2,
                        "--sam",
                        0.05,
                        "--sam-from",
                        0.5,
                        "--dropout",
                        0.1,
                        "--label-smoothing",
                        0.1,
                        "--class-weights",
                        0.5,
                        "--mixup",
                        0.2,
                        "--cutmix",
                        1,
                        "--mixing-share",
                        0.5,
                        "--mixing-until",
                        0.8,
                        "--augmentation",
                        0.4,
                        "--late-augmentation",
                        0.5,
                        "--late-augmentation-from",
                        0.75,
                        "--degradation",
                        0.25,
                        "--flip",
                        "alternating",
                        "--keep",
                        "last",
                        "--split",
                        "official",
                        "--out",
                        out)
                .requireDone();
        JsonNode config = JsonFiles.read(out.resolve("config.json"));
        assertThat(config.at("/training/optimization/schedule").path("kind").asText())
                .isEqualTo("one_cycle");
        assertThat(config.at("/training/optimization/refinements").findValuesAsText("kind"))
                .containsExactly("weight_decay", "ema", "measured_statistics", "gradient_clipping", "sam", "dropout");
        assertThat(config.at("/training/input/mixings/kinds").findValuesAsText("kind"))
                .containsExactly("mixup", "cutmix");
        assertThat(config.at("/training/input/augmentations").findValuesAsText("kind"))
                .containsExactly("shift", "alternating_flip", "degradation");
        assertThat(config.at("/training/input/augmentations")
                        .path(0)
                        .path("horizontal")
                        .asDouble())
                .isCloseTo(0.02, within(1e-12));
        assertThat(config.at("/training/targets").findValuesAsText("kind"))
                .containsExactly("label_smoothing", "class_weights");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("--keep last")
                .contains("--schedule onecycle --warmup 0.3 --weight-decay 0.001 --ema 0.9 --ema-late 0.99"
                        + " --ema-late-from 0.7 --measured-statistics 40.0 --clip-norm 2.0 --sam 0.05 --sam-from 0.5"
                        + " --dropout 0.1 --label-smoothing 0.1 --class-weights 0.5 --mixup 0.2 --cutmix 1.0"
                        + " --mixing-share 0.5 --mixing-until 0.8 --augmentation 0.4 --late-augmentation 0.5"
                        + " --late-augmentation-from 0.75 --degradation 0.25 --flip alternating");
    }

    @Test
    void zeroLeavesAnIngredientOfTheRecipeOut() throws IOException {
        Path out = folder.resolve("plain");
        mien(
                        "train",
                        "--data",
                        csv,
                        "--recipe",
                        "mien-emotions",
                        "--architecture",
                        "small",
                        "--epochs",
                        1,
                        "--ema",
                        0,
                        "--sam",
                        0,
                        "--measured-statistics",
                        0,
                        "--label-smoothing",
                        0,
                        "--progressive",
                        0,
                        "--mixup",
                        0,
                        "--late-augmentation",
                        0,
                        "--flip",
                        "none",
                        "--keep",
                        "best",
                        "--schedule",
                        "constant",
                        "--out",
                        out)
                .requireDone();
        JsonNode config = JsonFiles.read(out.resolve("config.json"));
        assertThat(config.at("/training/optimization/refinements").findValuesAsText("kind"))
                .containsExactly("weight_decay");
        assertThat(config.at("/training/targets")).isEmpty();
        assertThat(config.at("/training/input/progressive").isNull()).isTrue();
        assertThat(config.at("/training/input/mixings/kinds")).isEmpty();
        assertThat(config.at("/training/input/augmentations").findValuesAsText("kind"))
                .doesNotContain("alternating_flip", "horizontal_flip")
                .contains("rotation", "degradation");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("--keep best")
                .contains("--ema 0.0 --measured-statistics 0.0 --sam 0.0 --label-smoothing 0.0 --mixup 0.0"
                        + " --late-augmentation 0.0 --flip none --progressive 0");
        CommandResult small = mien("train", "--data", csv, "--recipe", "mien-emotions", "--architecture", "small");
        assertThat(small.err()).contains("show it whole pictures from the first epoch on");
    }

    @Test
    void whatDoesNotGoTogetherIsSaidBeforeAnythingIsMade() throws IOException {
        Path votes = FerPlusFiles.write(
                folder.resolve("votes.csv"), Files.readAllLines(csv), (row, own) -> FerPlusFiles.votes(own, 10));
        Path out = folder.resolve("none");
        CommandResult withoutVotes = mien("train", "--data", csv, "--recipe", "mien", "--out", out);
        assertThat(withoutVotes.code()).isEqualTo(2);
        assertThat(withoutVotes.err())
                .contains("this recipe needs FER+'s votes")
                .contains("Use --ferplus fer2013new.csv, or use --recipe mien-emotions");
        CommandResult oneHead = mien("train", "--data", csv, "--recipe", "small", "--ferplus", votes, "--out", out);
        assertThat(oneHead.code()).isEqualTo(2);
        assertThat(oneHead.err())
                .contains("the architecture 'small' has no head for FER+'s votes. Use --architecture"
                        + " mien, or leave out --ferplus");
        assertThat(mien("train", "--data", csv, "--distill-weight", 0.5, "--out", out)
                        .err())
                .contains("--distill-weight is given without a teacher");
        assertThat(mien("train", "--data", csv, "--teacher", folder.resolve("nobody"), "--out", out)
                        .err())
                .contains("there is no model at");
        assertThat(mien("train", "--data", csv, "--architecture", "mien", "--out", out)
                        .err())
                .contains("nothing teaches the second head of the architecture 'mien'. Use --ferplus");
        assertThat(mien("train", "--data", csv, "--warmup", 0.1, "--out", out).err())
                .contains("--warmup is given, but the schedule 'constant' has no warm-up");
        assertThat(mien("train", "--data", csv, "--teacher", TrainedRuns.first(), "--distill-weight", 0, "--out", out)
                        .err())
                .contains("--distill-weight is 0, expected above 0");
        assertThat(mien("train", "--data", csv, "--ema", 2, "--out", out).err())
                .contains("decay of the weights' average is 2.0");
        assertThat(out).doesNotExist();
    }
}
