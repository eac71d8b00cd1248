package dev.mien.cli;

import static dev.mien.cli.MainTest.mien;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.dataset.Dataset;
import dev.mien.judging.Judge;
import dev.mien.judging.JudgedFaces;
import dev.mien.judging.JudgingWatch;
import dev.mien.nn.Weights;
import dev.mien.run.RunData;
import dev.mien.testing.Fer2013Files;
import dev.mien.training.CalibrationFile;
import dev.mien.training.ModelFile;
import dev.mien.training.RunChecksums;
import dev.mien.training.RunConfig;
import dev.mien.training.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What evaluate, calibrate and compare make of trained runs. */
class JudgingTest {
    @TempDir
    private static Path shared;

    private static Path csv;
    private static Path first;
    private static Path second;
    private static Path otherSeed;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trainThree() throws IOException {
        csv = Fer2013Files.write(shared.resolve("faces.csv"), 420);
        first = train("first", 3, 42, 32);
        second = train("second", 1, 42, 16);
        otherSeed = train("other", 1, 7, 32);
    }

    private static Path train(String name, int epochs, int seed, int batch) {
        Path run = shared.resolve(name);
        MainTest.Result result = mien(
                "train",
                "--data",
                csv,
                "--recipe",
                "small",
                "--epochs",
                epochs,
                "--seed",
                seed,
                "--batch",
                batch,
                "--out",
                run);
        assertThat(result.code()).as(result.err()).isZero();
        return run;
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(Files.readString(file));
    }

    @Test
    void aRunSaysHowItWasJudged() throws IOException {
        JsonNode evaluation = json(first.resolve("evaluation.json"));
        assertThat(evaluation.path("rule").asText())
                .isEqualTo("right where the most probable class is the data's label");
        assertThat(evaluation.path("split_source").asText()).startsWith("random by seed 42");
        assertThat(evaluation.path("models").asInt()).isEqualTo(1);
        assertThat(evaluation.path("views").asInt()).isEqualTo(1);
        assertThat(evaluation.path("training_copies").path("rows").asInt()).isZero();
        assertThat(evaluation.path("training_copies").path("without").path("n").asInt())
                .isEqualTo(42);
        assertThat(evaluation.path("training_copies").path("with").path("accuracy"))
                .isEqualTo(evaluation.path("accuracy"));
    }

    /** The mean of two models' probabilities, line by line of their predictions. */
    @Test
    void severalModelsAreAveraged() throws IOException {
        Path out = folder.resolve("both");
        MainTest.Result result = mien("evaluate", "--model", first + "," + second, "--out", out);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("probabilities averaged over 2 models");
        assertThat(json(out.resolve("evaluation.json")).path("models").asInt()).isEqualTo(2);
        List<String> one = Files.readAllLines(first.resolve("predictions.csv"));
        List<String> two = Files.readAllLines(second.resolve("predictions.csv"));
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
        List<Path> models = List.of(first, second);
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
        MainTest.Result result = mien("evaluate", "--model", first, "--data", csv, "--tta", "--out", out);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(json(out.resolve("evaluation.json")).path("views").asInt()).isEqualTo(10);
        List<String> views = Files.readAllLines(out.resolve("predictions.csv"));
        List<String> plain = Files.readAllLines(first.resolve("predictions.csv"));
        assertThat(heads(views)).isEqualTo(heads(plain));
        assertThat(views).isNotEqualTo(plain);
    }

    /** Row and truth of each line. */
    private static List<String> heads(List<String> lines) {
        return lines.stream()
                .map(line -> String.join(",", List.of(line.split(",")).subList(0, 2)))
                .toList();
    }

    /**
     * Faces that no run has seen, 30 of which validate; five of those are replaced by some that the first two runs
     * trained on.
     */
    private List<String> facesWithFiveTrainingRows(int firstCopy) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(
                Fer2013Files.writeOthers(folder.resolve("f.csv"), 60, i -> i < 30 ? "Training" : "PublicTest")));
        List<String> seen = Files.readAllLines(csv);
        Dataset trained =
                RunData.read(RunConfig.read(first.resolve("config.json"))).train();
        for (int copy = 0; copy < 5; copy++) {
            lines.set(firstCopy + copy, seen.get(1 + trained.row(copy)).replace("Training", "PublicTest"));
        }
        return lines;
    }

    /**
     * Of 30 test faces five trained the model, out of another file, and one more of them stands twice among themselves;
     * what the judged data marks as Training did not train it.
     */
    @Test
    void copiesOfTrainingRowsAreCountedAndLeftOut() throws IOException {
        List<String> lines = facesWithFiveTrainingRows(32);
        lines.set(45, lines.get(44));
        lines.set(50, lines.get(1).replace("Training", "PublicTest"));
        Path data = Files.write(folder.resolve("copies.csv"), lines);
        Path out = folder.resolve("out");
        MainTest.Result result =
                mien("evaluate", "--model", first, "--data", data, "--split", "validation", "--out", out);
        assertThat(result.out())
                .contains("5 faces are copies of training rows")
                .contains("of 30 (95 %")
                .contains("of 25 (95 %")
                .contains("split: official: rows of PublicTest");
        JsonNode both = json(out.resolve("evaluation.json"));
        assertThat(both.path("n").asInt()).isEqualTo(30);
        assertThat(both.path("training_copies").path("rows").asInt()).isEqualTo(5);

        MainTest.Result rest = mien(
                "evaluate",
                "--model",
                first,
                "--data",
                data,
                "--split",
                "validation",
                "--without-copies",
                "--out",
                out);
        assertThat(rest.out()).contains("without faces that stand in the training rows");
        JsonNode without = json(out.resolve("evaluation.json"));
        assertThat(without.path("n").asInt()).isEqualTo(25);
        assertThat(without.path("accuracy"))
                .isEqualTo(both.path("training_copies").path("without").path("accuracy"));
        assertThat(without.path("training_copies")).isEqualTo(both.path("training_copies"));
        assertThat(Files.readAllLines(out.resolve("predictions.csv"))).hasSize(26);
        MainTest.Result nothing =
                mien("evaluate", "--model", first, "--data", csv, "--split", "train", "--without-copies");
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).contains("all 340 faces of the part 'train' have the pixels of a training row");
    }

    /** A member that was trained on another division has seen most of the first's test faces. */
    @Test
    void anEnsemblesTrainingRowsAreThoseOfAllItsMembers() throws IOException {
        Path out = folder.resolve("both");
        mien("evaluate", "--model", first + "," + otherSeed, "--out", out);
        JsonNode copies = json(out.resolve("evaluation.json")).path("training_copies");
        assertThat(copies.path("rows").asInt()).isBetween(25, 42);
        assertThat(copies.path("rows").asInt()
                        + copies.path("without").path("n").asInt())
                .isEqualTo(42);
    }

    /** So has a student, by its teacher's division and by that of the weights that it began with. */
    @ParameterizedTest
    @ValueSource(strings = {"--teacher", "--initial-weights"})
    void aRunsTrainingRowsAreThoseOfTheRunsBehindItToo(String option) throws IOException {
        Path relative = Path.of("").toAbsolutePath().relativize(otherSeed.toAbsolutePath());
        Path student = folder.resolve("student");
        MainTest.Result result =
                mien("train", "--data", csv, "--recipe", "small", "--epochs", 1, option, relative, "--out", student);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("faces are copies of training rows");
        JsonNode copies = json(student.resolve("evaluation.json")).path("training_copies");
        assertThat(copies.path("rows").asInt()).isBetween(25, 42);
        assertThat(student.resolve("config.json")).content().contains(otherSeed.toString());
    }

    /** With steps too small to be seen the weights stay the mean; the division is that of all who took part. */
    @Test
    void aTrainingBeginsFromTheMeanOfSeveralRuns() throws IOException {
        Path out = folder.resolve("mean");
        String runs = second + "," + otherSeed;
        MainTest.Result result = mien(
                "train",
                "--data",
                csv,
                "--recipe",
                "small",
                "--epochs",
                1,
                "--learning-rate",
                1e-12,
                "--initial-weights",
                runs,
                "--out",
                out);
        assertThat(result.code()).as(result.err()).isZero();
        Weights one = ModelFile.read(second).weights();
        Weights two = ModelFile.read(otherSeed).weights();
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
        assertThat(json(out.resolve("evaluation.json"))
                        .path("training_copies")
                        .path("rows")
                        .asInt())
                .isBetween(25, 42);
        assertThat(out.resolve("report.html")).content().contains("--initial-weights " + runs);
        assertThat(mien("train", "--resume", out, "--epochs", 2).code()).isZero();
    }

    /** Of a file that stands alone nobody knows more than what the data marks. */
    @Test
    void theTrainingRowsOfAFileAloneAreNotClaimedToBeKnown() throws IOException {
        Path file = folder.resolve("alone.onnx");
        assertThat(mien("export", "--model", first, "--out", file).code()).isZero();
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"of another program\"}");
        Path out = folder.resolve("o");
        MainTest.Result result =
                mien("evaluate", "--model", second + "," + file, "--data", csv, "--split", "validation", "--out", out);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("the training rows of " + file + " are unknown: rows marked Training stand for them");
        JsonNode copies = json(out.resolve("evaluation.json")).path("training_copies");
        assertThat(copies.path("rows").asInt())
                .as("all rows are marked Training")
                .isEqualTo(38);
        assertThat(copies.path("training_rows_unknown_of").get(0).asText()).isEqualTo(file.toString());
        assertThat(json(first.resolve("evaluation.json"))
                        .path("training_copies")
                        .has("training_rows_unknown_of"))
                .isFalse();
    }

    @Test
    void aRunsOwnScoresAreNotOverwritten() throws IOException {
        Path copy = copy(first, folder.resolve("copy"));
        MainTest.Result result = mien("evaluate", "--model", copy, "--tta", "--out", copy);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(copy + " is the folder of a run with its own scores");
        assertThat(RunChecksums.damaged(new RunFolder(copy))).isEmpty();
    }

    /** A run whose data is gone is as little known as a file alone. */
    @Test
    void aRunWithoutItsDataIsAStranger() throws IOException {
        Path data = Fer2013Files.write(folder.resolve("own.csv"), 210);
        Path run = folder.resolve("run");
        MainTest.Result trained = mien("train", "--data", data, "--recipe", "small", "--epochs", 1, "--out", run);
        assertThat(trained.code()).as(trained.err()).isZero();
        Files.delete(data);
        Path tests = Fer2013Files.writeOthers(folder.resolve("t.csv"), 20, i -> i < 10 ? "Training" : "PrivateTest");
        MainTest.Result result = mien("evaluate", "--model", run, "--data", tests, "--out", folder.resolve("o"));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("the training rows of " + run + " are unknown");
    }

    @Test
    void dataWithoutTrainingRowsSaysSo() throws IOException {
        Path tests = Fer2013Files.write(folder.resolve("tests.csv"), 7, i -> "PrivateTest");
        Path file = folder.resolve("alone.onnx");
        assertThat(mien("export", "--model", first, "--out", file).code()).isZero();
        MainTest.Result result = mien("evaluate", "--model", file, "--data", tests, "--out", folder.resolve("o"));
        assertThat(result.out()).contains("the data has no training rows, so copies of them cannot be found");
        assertThat(json(folder.resolve("o/evaluation.json")).has("training_copies"))
                .isFalse();
        MainTest.Result without = mien("evaluate", "--model", file, "--data", tests, "--without-copies");
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err())
                .contains("tests.csv has no training rows: give data with its Training rows. Leave"
                        + " out --without-copies");
    }

    /**
     * Ten votes for a face's own label, but for every tenth face, which is none, and every tenth after it, with
     * contempt.
     */
    private static Path votes(Path file, List<String> faces) throws IOException {
        StringBuilder text = new StringBuilder(
                "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n");
        List<Integer> columns = List.of(4, 5, 6, 1, 3, 2, 0);
        for (int row = 0; row < faces.size() - 1; row++) {
            String face = faces.get(row + 1);
            int column = row % 10 == 0 ? 9 : row % 10 == 1 ? 7 : columns.get(face.charAt(0) - '0');
            text.append(face.substring(face.lastIndexOf(',') + 1)).append(',');
            for (int i = 0; i < 10; i++) {
                text.append(',').append(i == column ? 10 : 0);
            }
            text.append('\n');
        }
        return Files.writeString(file, text);
    }

    @Test
    void ferPlusVotesJudgeUnderThreeRules() throws IOException {
        Path votes = votes(folder.resolve("votes.csv"), Files.readAllLines(csv));
        Path out = folder.resolve("o");
        MainTest.Result result = mien("evaluate", "--model", first, "--ferplus", votes, "--out", out);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("FER+ (votes.csv), answered by the seven emotions under FER+'s names, never contempt")
                .containsPattern("majority +\\d+\\.\\d\\d % of \\d+ \\(95 %")
                .containsPattern("contempt +0\\.000 +0\\.000 +\\d");
        int n = 0;
        int right = 0;
        int contempt = 0;
        for (String line : Files.readAllLines(out.resolve("predictions.csv")).subList(1, 43)) {
            String[] cells = line.split(",");
            int row = Integer.parseInt(cells[0]);
            n += row % 10 == 0 ? 0 : 1;
            contempt += row % 10 == 1 ? 1 : 0;
            right += row % 10 > 1 && cells[1].equals(cells[2]) ? 1 : 0;
        }
        JsonNode ferPlus = json(out.resolve("evaluation.json")).path("ferplus");
        assertThat(ferPlus.path("source").asText()).isEqualTo("votes.csv");
        assertThat(ferPlus.path("head").asText()).isEqualTo("emotion");
        JsonNode majority = ferPlus.path("majority");
        assertThat(majority.path("n").asInt()).isEqualTo(n);
        assertThat(majority.path("accuracy").asDouble()).isEqualTo(right / (double) n);
        assertThat(majority.path("rule").asText()).startsWith("the emotion with more than half of all votes");
        assertThat(majority.path("accuracy_interval_95")).hasSize(2);
        assertThat(majority.path("classes").path("contempt").path("support").asInt())
                .isEqualTo(contempt);
        assertThat(ferPlus.path("probability").path("n").asInt()).isEqualTo(n);
        assertThat(ferPlus.path("cross_entropy").path("cross_entropy").asDouble())
                .isGreaterThan(36.04 * contempt / n);
        assertThat(ImageIO.read(out.resolve("ferplus_confusion_matrix.png").toFile()))
                .isNotNull();
    }

    /** Faces 30 to 59 validate, and five of them, two of which are no face or contempt, stand in the training rows. */
    @Test
    void ferPlusWorksWithEnsemblesViewsAndWithoutCopies() throws IOException {
        List<String> lines = facesWithFiveTrainingRows(31);
        Path data = Files.write(folder.resolve("copies.csv"), lines);
        Path votes = votes(folder.resolve("votes.csv"), lines);
        Path out = folder.resolve("o");
        Object[] command = {
            "evaluate",
            "--model",
            first + "," + second,
            "--tta",
            "--data",
            data,
            "--split",
            "validation",
            "--ferplus",
            votes,
            "--out",
            out
        };
        MainTest.Result both = mien(command);
        assertThat(both.code()).as(both.err()).isZero();
        assertThat(both.out()).contains("the same without copies of training rows");
        JsonNode with = json(out.resolve("evaluation.json")).path("ferplus");
        assertThat(with.path("majority").path("n").asInt()).isEqualTo(27);
        JsonNode without = with.path("training_copies").path("without").path("majority");
        assertThat(without.path("n").asInt()).isEqualTo(23);
        Object[] rest = Arrays.copyOf(command, command.length + 1);
        rest[command.length] = "--without-copies";
        assertThat(mien(rest).out()).contains("the same with copies of training rows");
        JsonNode alone = json(out.resolve("evaluation.json")).path("ferplus");
        assertThat(alone.path("majority")).isEqualTo(without);
        assertThat(alone.path("training_copies")).isEqualTo(with.path("training_copies"));
    }

    @Test
    void votesOnOtherFacesAreRefused() throws IOException {
        Path votes = votes(folder.resolve("votes.csv"), Files.readAllLines(csv).subList(0, 100));
        MainTest.Result result = mien("evaluate", "--model", first, "--ferplus", votes);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("votes.csv has 99 rows, faces.csv has 420: FER+ is joined by row number");
    }

    @Test
    void theRobustnessCardIsPrintedWrittenAndDrawn() throws IOException {
        Path out = folder.resolve("card");
        MainTest.Result result = mien("evaluate", "--model", first, "--robustness", "--out", out);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("lowest recall", "blur        sigma 0.5 px", "small face  12 px");
        JsonNode card = json(out.resolve("robustness.json"));
        assertThat(card.path("disturbances")).hasSize(32);
        assertThat(card.path("unchanged").path("accuracy"))
                .isEqualTo(json(first.resolve("evaluation.json")).path("accuracy"));
        assertThat(card.path("disturbances").path(0).path("recall").size()).isEqualTo(7);
        assertThat(ImageIO.read(out.resolve("robustness.png").toFile())).isNotNull();
        assertThat(ImageIO.read(out.resolve("robustness_faces.png").toFile())).isNotNull();
        Path again = folder.resolve("again");
        mien("evaluate", "--model", first, "--robustness", "--out", again);
        assertThat(json(again.resolve("robustness.json"))).isEqualTo(card);
        mien("evaluate", "--model", second, "--out", again);
        assertThat(again.resolve("robustness.json")).doesNotExist();
        assertThat(again.resolve("robustness.png")).doesNotExist();
        assertThat(again.resolve("evaluation.json")).exists();
    }

    @Test
    void aRunIsCalibratedOnValidationRowsAndMeasuredOnTestRows() throws IOException {
        MainTest.Result result = mien("calibrate", "--model", second);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("fitted on 38 faces: validation")
                .contains("measured on 42 faces: test")
                .contains("before  expected calibration error");
        JsonNode file = json(second.resolve("calibration.json"));
        assertThat(file.path("temperature").asDouble()).isBetween(0.05, 20.0);
        assertThat(file.path("before").path("bins")).hasSize(15);
        assertThat(ImageIO.read(second.resolve("plots/reliability.png").toFile()))
                .isNotNull();
        assertThat(RunChecksums.damaged(new RunFolder(second))).isEmpty();
        assertThat(Files.readString(second.resolve(RunChecksums.NAME))).contains("  calibration.json");
        CalibrationFile read = CalibrationFile.ofModel(second).orElseThrow();
        assertThat(read.calibration().temperature().value())
                .isEqualTo(file.path("temperature").asDouble());
        assertThat(read.calibration().after().expectedCalibrationError())
                .isCloseTo(file.path("after").path("expected_calibration_error").asDouble(), within(1e-12));
        Path out = folder.resolve("o");
        assertThat(mien("evaluate", "--model", second, "--out", out).out()).contains("at the run's temperature");
        assertThat(json(out.resolve("evaluation.json")).path("calibrated").path("expected_calibration_error"))
                .isEqualTo(file.path("after").path("expected_calibration_error"));
    }

    @Test
    void withoutTestRowsACalibrationIsCrossFitted() throws IOException {
        Path data = Fer2013Files.writeOthers(folder.resolve("f.csv"), 70, i -> i < 35 ? "Training" : "PublicTest");
        MainTest.Result result = mien("calibrate", "--model", otherSeed, "--data", data);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("measured on 35 faces: validation, cross-fitted in 5 parts");
    }

    @Test
    void aDamagedOrStaleCalibrationIsNotUsed() throws IOException {
        Path copy = copy(first, folder.resolve("copy"));
        mien("calibrate", "--model", copy);
        String text = Files.readString(copy.resolve("calibration.json"));
        Files.copy(
                otherSeed.resolve("best.safetensors"),
                copy.resolve("best.safetensors"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(CalibrationFile.ofModel(copy)).isEmpty();
        Files.writeString(copy.resolve("calibration.json"), text.replace("\"format\" : 1", "\"format\" : 2"));
        MainTest.Result damaged = mien("evaluate", "--model", copy);
        assertThat(damaged.code()).isEqualTo(2);
        assertThat(damaged.err()).contains("calibration.json was damaged, or changed by hand", "'./mien calibrate'");
    }

    /** The command that its message names, and those that have no use for a temperature, are not held up by it. */
    @Test
    void aDamagedCalibrationIsWrittenAnew() throws IOException {
        Path copy = copy(first, folder.resolve("copy"));
        mien("calibrate", "--model", copy);
        Files.writeString(copy.resolve("calibration.json"), "{}");
        assertThat(mien("report", copy).err()).contains("'./mien calibrate' writes it anew");
        assertThat(mien("train", "--resume", copy, "--epochs", 4).err()).contains("'./mien calibrate' writes it anew");
        assertThat(mien("evaluate", "--model", copy, "--tta").code()).isZero();
        MainTest.Result again = mien("calibrate", "--model", copy);
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(mien("report", copy).code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "train", "all"})
    void rowsThatTrainedOrTestFitNoTemperature(String split) {
        MainTest.Result result = mien("calibrate", "--model", first, "--split", split);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("Use --split validation");
    }

    @Test
    void aRunWithDamagedFilesIsNotSealedAnew() throws IOException {
        Path copy = copy(first, folder.resolve("copy"));
        Files.writeString(copy.resolve("history.csv"), "epoch\n");
        MainTest.Result result = mien("calibrate", "--model", copy);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("history.csv", "'./mien report " + copy + "'");
        assertThat(copy.resolve("calibration.json")).doesNotExist();
    }

    @Test
    void runsAreComparedWithThePairedTest() throws IOException {
        Path picture = folder.resolve("curves.png");
        MainTest.Result result = mien("compare", first, second, otherSeed, "--out", picture);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("A = " + first)
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
        MainTest.Result twice = mien("compare", first, first, "--out", out);
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.err()).contains("got 1 different run, expected two or more");
        assertThat(mien("compare", first, "--out", out).code()).isEqualTo(2);
        assertThat(mien("compare", first, folder, "--out", out).err()).contains("there is no run at " + folder);
        Path copy = copy(second, folder.resolve("copy"));
        Files.writeString(copy.resolve("predictions.csv"), "row\n");
        assertThat(mien("compare", first, copy, "--out", out).err()).contains("predictions.csv", "'./mien report");
        RunChecksums.write(new RunFolder(copy));
        assertThat(mien("compare", first, copy, "--out", out).err()).contains("holds no predictions");
        Files.delete(copy.resolve(RunChecksums.NAME));
        assertThat(mien("compare", first, copy, "--out", out).err())
                .contains("the run " + copy + " was trained further after it was judged. Run './mien" + " report "
                        + copy + "'");
        Files.delete(copy.resolve("predictions.csv"));
        assertThat(mien("compare", first, copy, "--out", out).err()).contains("cannot read the predictions");
        assertThat(out).doesNotExist();
    }

    private static Path copy(Path run, Path to) throws IOException {
        try (var files = Files.walk(run)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(run.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }
}
