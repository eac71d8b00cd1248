package dev.mien.cli;

import static dev.mien.cli.MainTest.mien;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.Fer2013Files;
import dev.mien.training.CalibrationFile;
import dev.mien.training.RunChecksums;
import dev.mien.training.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
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

    /** Of 30 test faces five stand in the training rows, and one more of them twice among themselves. */
    @Test
    void copiesOfTrainingRowsAreCountedAndLeftOut() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(
                Fer2013Files.write(folder.resolve("f.csv"), 60, i -> i < 30 ? "Training" : "PublicTest")));
        for (int copy = 1; copy <= 5; copy++) {
            lines.set(31 + copy, lines.get(copy).replace("Training", "PublicTest"));
        }
        lines.set(45, lines.get(44));
        Path data = Files.write(folder.resolve("copies.csv"), lines);
        Path out = folder.resolve("out");
        MainTest.Result result =
                mien("evaluate", "--model", first, "--data", data, "--split", "validation", "--out", out);
        assertThat(result.out())
                .contains("5 faces stand pixel for pixel in the training rows")
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
                mien("evaluate", "--model", first, "--data", data, "--split", "train", "--without-copies");
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).contains("all 30 faces of the part 'train' stand in the training rows");
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

    @Test
    void dataWithoutTrainingRowsSaysSo() throws IOException {
        Path tests = Fer2013Files.write(folder.resolve("tests.csv"), 7, i -> "PrivateTest");
        MainTest.Result result = mien("evaluate", "--model", first, "--data", tests, "--out", folder.resolve("o"));
        assertThat(result.out()).contains("the data has no training rows, so copies of them cannot be sought");
        assertThat(json(folder.resolve("o/evaluation.json")).has("training_copies"))
                .isFalse();
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
        Path data = Fer2013Files.write(folder.resolve("f.csv"), 70, i -> i < 35 ? "Training" : "PublicTest");
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
                        "A and B: [+-]\\d+\\.\\d\\d points; only the first right \\d+, only the second right \\d+ of 42; mid-p ")
                .contains("A and C: not tested: they judged different rows")
                .contains("picture: " + picture);
        assertThat(ImageIO.read(picture.toFile())).isNotNull();
    }

    @Test
    void aComparisonThatCannotBeIsExplained() throws IOException {
        Path out = folder.resolve("c.png");
        MainTest.Result twice = mien("compare", first, first, "--out", out);
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.err()).contains("came with 1 different run, expected two or more");
        assertThat(mien("compare", first, "--out", out).code()).isEqualTo(2);
        assertThat(mien("compare", first, folder, "--out", out).err()).contains("there is no run at " + folder);
        Path copy = copy(second, folder.resolve("copy"));
        Files.writeString(copy.resolve("predictions.csv"), "row\n");
        assertThat(mien("compare", first, copy, "--out", out).err()).contains("predictions.csv", "'./mien report");
        Files.delete(copy.resolve(RunChecksums.NAME));
        assertThat(mien("compare", first, copy, "--out", out).err()).contains("holds no predictions");
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
