package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.judging.Judge;
import dev.mien.judging.JudgedFaces;
import dev.mien.judging.JudgingWatch;
import dev.mien.testing.Fer2013Files;
import dev.mien.training.RunChecksums;
import dev.mien.training.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scores of runs and files: of one or several, in one view or ten. */
class EvaluateCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aRunSaysHowItWasJudged() throws IOException {
        JsonNode evaluation = JsonFiles.read(TrainedRuns.first().resolve("evaluation.json"));
        assertThat(evaluation.path("rule").asText()).isEqualTo("right if the most probable class is the data's label");
        assertThat(evaluation.path("split_source").asText()).startsWith("random by seed 42");
        assertThat(evaluation.path("models").asInt()).isEqualTo(1);
        assertThat(evaluation.path("views").asInt()).isEqualTo(1);
        assertThat(evaluation.path("training_copies").path("rows").asInt()).isZero();
        assertThat(evaluation.path("training_copies").path("without").path("n").asInt())
                .isEqualTo(42);
        assertThat(evaluation.path("training_copies").path("with").path("accuracy"))
                .isEqualTo(evaluation.path("accuracy"));
    }

    /** A model that answers "sad" to everybody shows itself here. */
    @Test
    void theShareOfEachAnswerStandsBesideThatOfTheLabels() throws IOException {
        Path out = folder.resolve("judged");
        CommandResult result = mien("evaluate", "--model", TrainedRuns.first(), "--split", "train", "--out", out)
                .requireDone();
        JsonNode evaluation = JsonFiles.read(out.resolve("evaluation.json"));
        double n = evaluation.path("n").asInt();
        assertThat(result.out())
                .contains("% of faces      angry  disgust     fear    happy      sad surprise  neutral")
                .contains(percents("labelled", evaluation, "support", n))
                .contains(percents("answered", evaluation, "answers", n));
        int answers = 0;
        for (JsonNode emotion : evaluation.path("classes")) {
            answers += emotion.path("answers").asInt();
        }
        assertThat(answers).isEqualTo((int) n);
    }

    private static String percents(String name, JsonNode evaluation, String field, double n) {
        StringBuilder line = new StringBuilder(String.format("%-12s", name));
        for (JsonNode emotion : evaluation.path("classes")) {
            line.append(String.format(
                    Locale.ROOT, "%9.1f", 100 * emotion.path(field).asInt() / n));
        }
        return line.toString();
    }

    @Test
    void evaluatingARunRepeatsItsScoreToTheDigit() throws IOException {
        Path out = folder.resolve("judged");
        CommandResult result = mien(
                        "evaluate", "--model", TrainedRuns.first(), "--data", TrainedRuns.faces(), "--out", out)
                .requireDone();
        assertThat(JsonFiles.read(out.resolve("evaluation.json")))
                .isEqualTo(JsonFiles.read(TrainedRuns.first().resolve("evaluation.json")));
        assertThat(out.resolve("confusion_matrix.png")).isNotEmptyFile();
        CommandResult all = mien(
                "evaluate",
                "--model",
                TrainedRuns.first().resolve("best.safetensors"),
                "--data",
                TrainedRuns.faces(),
                "--split",
                "all");
        assertThat(all.out()).contains("\naccuracy ").contains("420 faces");
    }

    @Test
    void otherDataNeedOnlyThePartThatIsJudged() throws IOException {
        Path tests = Fer2013Files.write(folder.resolve("tests.csv"), 5, i -> "PrivateTest");
        CommandResult result = mien("evaluate", "--model", TrainedRuns.first(), "--data", tests)
                .requireDone();
        assertThat(result.out()).contains("test accuracy ").contains("5 faces");
        mien("evaluate", "--model", TrainedRuns.first(), "--data", tests, "--split", "train")
                .requireMistake("the part 'train' of ", "--split");
    }

    /** The mean of two models' probabilities, line by line of their predictions. */
    @Test
    void severalModelsAreAveraged() throws IOException {
        Path out = folder.resolve("both");
        CommandResult result = mien(
                        "evaluate", "--model", TrainedRuns.first() + "," + TrainedRuns.second(), "--out", out)
                .requireDone();
        assertThat(result.out()).contains("probabilities averaged over 2 models");
        assertThat(JsonFiles.read(out.resolve("evaluation.json")).path("models").asInt())
                .isEqualTo(2);
        List<String> one = Files.readAllLines(TrainedRuns.first().resolve("predictions.csv"));
        List<String> two = Files.readAllLines(TrainedRuns.second().resolve("predictions.csv"));
        List<String> mean = Files.readAllLines(out.resolve("predictions.csv"));
        for (int line = 1; line < mean.size(); line++) {
            for (int cell = 3; cell < 10; cell++) {
                double expected = (number(one, line, cell) + number(two, line, cell)) / 2;
                assertThat(number(mean, line, cell)).isCloseTo(expected, within(1e-6));
            }
        }
    }

    /** Each face, by two models in ten views, is told to the watch, neither more nor less. */
    @Test
    void judgingTellsHowFarItIs() {
        List<Long> begun = new ArrayList<>();
        int[] looked = {0, 0};
        JudgingWatch watch = new JudgingWatch() {
            @Override
            public void begins(long looks) {
                begun.add(looks);
            }

            @Override
            public void looked(int looks) {
                looked[0] += looks;
            }

            @Override
            public void ends() {
                looked[1]++;
            }
        };
        List<Path> models = List.of(TrainedRuns.first(), TrainedRuns.second());
        try (Judge judge = Judge.open(models, true, watch)) {
            judge.judge(JudgedFaces.choose(models, Optional.empty(), JudgedFaces.Part.TEST), false);
        }
        assertThat(begun).containsExactly(42L * 2 * 10);
        assertThat(looked).containsExactly(42 * 2 * 10, 1);
    }

    private static double number(List<String> lines, int line, int cell) {
        return Double.parseDouble(lines.get(line).split(",")[cell]);
    }

    @Test
    void tenViewsGiveOtherProbabilitiesOfTheSameRows() throws IOException {
        Path out = folder.resolve("views");
        CommandResult result = mien(
                        "evaluate",
                        "--model",
                        TrainedRuns.first(),
                        "--data",
                        TrainedRuns.faces(),
                        "--tta",
                        "--out",
                        out)
                .requireDone();
        assertThat(JsonFiles.read(out.resolve("evaluation.json")).path("views").asInt())
                .isEqualTo(10);
        List<String> views = Files.readAllLines(out.resolve("predictions.csv"));
        List<String> plain = Files.readAllLines(TrainedRuns.first().resolve("predictions.csv"));
        assertThat(heads(views)).isEqualTo(heads(plain));
        assertThat(views).isNotEqualTo(plain);
    }

    /** Row and truth of each line. */
    private static List<String> heads(List<String> lines) {
        return lines.stream()
                .map(line -> String.join(",", List.of(line.split(",")).subList(0, 2)))
                .toList();
    }

    @Test
    void aRunsOwnScoresAreNotOverwritten() throws IOException {
        Path copy = TrainedRuns.copy(TrainedRuns.first(), folder.resolve("copy"));
        CommandResult result = mien("evaluate", "--model", copy, "--tta", "--out", copy);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(copy + " is the folder of a run with its own scores");
        assertThat(RunChecksums.damaged(new RunFolder(copy))).isEmpty();
    }

    @Test
    void theRobustnessCardIsPrintedWrittenAndDrawn() throws IOException {
        Path out = folder.resolve("card");
        CommandResult result = mien("evaluate", "--model", TrainedRuns.first(), "--robustness", "--out", out)
                .requireDone();
        assertThat(result.out()).contains("lowest recall", "blur        sigma 0.5 px", "small face  12 px");
        JsonNode card = JsonFiles.read(out.resolve("robustness.json"));
        assertThat(card.path("disturbances")).hasSize(32);
        assertThat(card.path("unchanged").path("accuracy"))
                .isEqualTo(JsonFiles.read(TrainedRuns.first().resolve("evaluation.json"))
                        .path("accuracy"));
        assertThat(card.path("disturbances").path(0).path("recall").size()).isEqualTo(7);
        assertThat(ImageIO.read(out.resolve("robustness.png").toFile())).isNotNull();
        assertThat(ImageIO.read(out.resolve("robustness_faces.png").toFile())).isNotNull();
        Path again = folder.resolve("again");
        mien("evaluate", "--model", TrainedRuns.first(), "--robustness", "--out", again);
        assertThat(JsonFiles.read(again.resolve("robustness.json"))).isEqualTo(card);
        mien("evaluate", "--model", TrainedRuns.second(), "--out", again);
        assertThat(again.resolve("robustness.json")).doesNotExist();
        assertThat(again.resolve("robustness.png")).doesNotExist();
        assertThat(again.resolve("evaluation.json")).exists();
    }

    @Test
    void theDefaultModelIsJudgedByItsName() throws IOException {
        Path faces = Fer2013Files.write(folder.resolve("faces.csv"), 70);
        CommandResult result = mien(
                        "evaluate", "--model", "default", "--data", faces, "--split", "all", "--out", folder)
                .requireDone();
        assertThat(result.out()).contains("\naccuracy ").contains(" 70 faces").contains("rule: right if");
        assertThat(folder.resolve("evaluation.json")).content().contains("\"n\" : 70");
    }

    @Test
    void weightsThatDoNotFitAreRefused() throws IOException {
        Path broken = folder.resolve("broken.safetensors");
        Files.write(broken, new byte[] {1, 2, 3});
        mien("evaluate", "--model", broken, "--data", TrainedRuns.faces())
                .requireMistake("broken.safetensors", "damaged");
        mien("evaluate", "--model", folder, "--data", TrainedRuns.faces())
                .requireMistake("there is no model at " + folder);
    }

    @Test
    void weightsCutShortAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(TrainedRuns.first().resolve("best.safetensors"));
        Path cut = Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(whole, whole.length / 2));
        Path out = folder.resolve("judged");
        mien("evaluate", "--model", cut, "--data", TrainedRuns.faces(), "--out", out)
                .requireMistake("cut.safetensors", "damaged");
        whole[whole.length - 5] ^= 1;
        Path flipped = Files.write(folder.resolve("flipped.safetensors"), whole);
        mien("evaluate", "--model", flipped, "--data", TrainedRuns.faces(), "--out", out)
                .requireMistake("flipped", "checksum");
        assertThat(out).doesNotExist();
    }

    @Test
    void strangersAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("no.onnx"), "no model");
        CommandResult result = mien("evaluate", "--model", file, "--data", TrainedRuns.faces(), "--split", "all");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(file + " is damaged or not an ONNX model");
    }

    @Test
    void modelAndDataAreNamedAndALimitIsKept() {
        CommandResult result = mien("evaluate", "--model", TrainedRuns.first(), "--split", "train", "--limit", 30)
                .requireDone();
        assertThat(result.out())
                .startsWith("model: " + TrainedRuns.first())
                .contains("data: " + TrainedRuns.faces().getFileName())
                .contains(", 30 faces")
                .containsPattern("split: .*; 30 of \\d+ faces, chosen by seed 42");
    }

    @Test
    void programsGetJson() throws IOException {
        CommandResult result =
                mien("evaluate", "--model", TrainedRuns.first(), "--json").requireDone();
        JsonNode root = JsonFiles.parse(result.out());
        assertThat(root.path("model").path(0).asText())
                .isEqualTo(TrainedRuns.first().toString());
        assertThat(root.path("data").asText())
                .isEqualTo(TrainedRuns.faces().getFileName().toString());
        assertThat(root.path("loss").asDouble())
                .isCloseTo(
                        root.path("cross_entropy").asDouble()
                                + root.path("penalty").asDouble(),
                        within(1e-12));
        assertThat(mien("evaluate", "--model", TrainedRuns.first(), "--format", "json")
                        .out())
                .isEqualTo(result.out());
    }

    @Test
    void thePartsThatExistAreNamed() throws IOException {
        Path data = Fer2013Files.writeOthers(folder.resolve("p.csv"), 70, i -> i < 50 ? "Training" : "PublicTest");
        CommandResult result = mien("evaluate", "--model", TrainedRuns.first(), "--data", data);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("mien: the part 'test' of p.csv has no faces to judge. The data has train 50, validation 20."
                        + " Choose another value for --split");
    }

    @Test
    void anExportedModelNeedsData() {
        Path file = folder.resolve("e.onnx");
        mien("export", "--model", TrainedRuns.first(), "-o", file).requireDone();
        CommandResult result = mien("evaluate", "--model", file);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("mien: the exported model " + file + " carries no data. Use --data FILE");
    }
}
