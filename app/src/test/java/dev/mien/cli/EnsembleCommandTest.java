package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.model.EmotionModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mean of two runs in one file, which is judged like the two runs together. */
class EnsembleCommandTest {
    @TempDir
    private Path folder;

    private final String members = TrainedRuns.first() + "," + TrainedRuns.otherSeed();

    @Test
    void theFileAnswersLikeItsMembersTogether() {
        Path out = folder.resolve("face.onnx");
        CommandResult written =
                mien("ensemble", members, "--out", out, "--model-version", 2).requireDone();
        assertThat(written.out())
                .contains("the same emotion for 140")
                .contains("the file has no activation maps, because not all members have maps of one size");
        CommandResult ofFile = judged(out.toString());
        assertThat(scores(ofFile)).hasSize(2).isEqualTo(scores(judged(members)));
    }

    @Test
    void theFileDescribesItsMembers() {
        Path out = folder.resolve("face.onnx");
        mien("ensemble", members, "--out", out, "--model-version", 2).requireDone();
        try (EmotionModel model = EmotionModel.open(out)) {
            assertThat(model.description().text())
                    .containsEntry("architecture", "small + small")
                    .containsEntry("members", "2")
                    .containsEntry("member_1_seed", "42")
                    .containsEntry("member_2_seed", "7")
                    .containsEntry("member_2_architecture", "small")
                    .containsEntry("member_1_recipe", "small")
                    .containsEntry("model_version", "2")
                    .containsKeys("member_1_weights_sha256", "known_scores");
            assertThat(model.hasActivationMaps()).isFalse();
        }
        assertThat(judged(out.toString()).out())
                .containsPattern("weights: epoch [1-3], the best on the validation rows; epoch 1, the best");
    }

    @Test
    void fewerThanTwoMembersAndOneTwiceAreRefused() {
        Path out = folder.resolve("face.onnx");
        String first = TrainedRuns.first().toString();
        assertThat(mien("ensemble", first + "," + first, "--out", out).err())
                .contains("a member of the ensemble appears twice")
                .contains("it would count twice");
        assertThat(mien("ensemble", first, "--out", out).err())
                .contains("an ensemble came with 1 member, expected two or more");
        assertThat(out).doesNotExist();
    }

    private static CommandResult judged(String models) {
        return mien("evaluate", "--model", models, "--data", TrainedRuns.faces(), "--split", "all", "--tta")
                .requireDone();
    }

    /** Those that do not depend on the rows that trained: an exported file does not know its own. */
    private static List<String> scores(CommandResult result) {
        return result.out()
                .lines()
                .filter(line -> line.startsWith("accuracy ") || line.startsWith("macro F1"))
                .map(line -> line.replaceAll(", loss [0-9.]+", ""))
                .toList();
    }
}
