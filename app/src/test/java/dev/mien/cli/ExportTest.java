package dev.mien.cli;

import static dev.mien.cli.MainTest.mien;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Datasets;
import dev.mien.model.EmotionModel;
import dev.mien.testing.Fer2013Files;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What export makes of a trained, judged and calibrated run. */
class ExportTest {
    @TempDir
    private static Path shared;

    private static Path csv;
    private static Path run;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws IOException {
        csv = Fer2013Files.write(shared.resolve("faces.csv"), 280);
        run = shared.resolve("run");
        done(mien("train", "--data", csv, "--recipe", "small", "--epochs", 3, "--out", run));
        done(mien("calibrate", "--model", run));
    }

    private static MainTest.Result done(MainTest.Result result) {
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    private static JsonNode evaluation() throws IOException {
        return new ObjectMapper().readTree(Files.readString(run.resolve("evaluation.json")));
    }

    @Test
    void theFileTellsWhatTheRunKnows() throws IOException {
        Path file = folder.resolve("face.onnx");
        MainTest.Result result = done(mien("export", "--model", run, "--out", file, "--model-version", 4));
        assertThat(result.out())
                .contains(
                        "ONNX Runtime and libtorch on 140 drawn faces: the same emotion for 140, probabilities within")
                .contains("written: " + file + " (");
        JsonNode config = new ObjectMapper().readTree(Files.readString(run.resolve("config.json")));
        JsonNode calibration = new ObjectMapper().readTree(Files.readString(run.resolve("calibration.json")));
        try (EmotionModel model = EmotionModel.open(file)) {
            assertThat(model.description().text())
                    .containsEntry("model_version", "4")
                    .containsEntry("recipe", "small")
                    .containsEntry("architecture", "small")
                    .containsEntry("data", "faces.csv")
                    .containsEntry("data_rows", "280")
                    .containsEntry(
                            "data_sha256", config.path("data").path("sha256").asText())
                    .containsEntry(
                            "evaluation_accuracy", evaluation().path("accuracy").asText())
                    .containsEntry("evaluation_n", "28")
                    .containsEntry("evaluation_rule", "right where the most probable class is the data's label")
                    .containsEntry(
                            "temperature", calibration.path("temperature").asText())
                    .containsKeys("epoch", "validation_accuracy", "weights_sha256", "licence_of_weights", "limits");
            assertThat(model.description().text().get("split")).startsWith("random by seed 42");
        }
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(shared.toString());
    }

    /** The test faces, as the run judged them with libtorch. */
    @Test
    void recognitionAnswersAsTheRunDid() throws IOException {
        Path whole = folder.resolve("whole.onnx");
        Path half = folder.resolve("half.onnx");
        done(mien("export", "--model", run, "--out", whole));
        done(mien("export", "--model", run, "--out", half, "--precision", "fp16"));
        assertThat((double) Files.size(half) / Files.size(whole)).isBetween(0.45, 0.6);
        List<String> lines = Files.readAllLines(run.resolve("predictions.csv"));
        Dataset faces = Datasets.open(csv);
        int[] rows = lines.stream()
                .skip(1)
                .mapToInt(line -> Integer.parseInt(line.split(",")[0]))
                .toArray();
        assertEqual(whole, faces.select(rows), lines, 1e-4f);
        assertEqual(half, faces.select(rows), lines, 0.02f);
    }

    @Test
    void theDoctorHoldsAFileAgainstTheScoresThatItTells() throws IOException {
        for (String precision : List.of("fp32", "fp16")) {
            Path file = folder.resolve(precision + ".onnx");
            done(mien("export", "--model", run, "--out", file, "--precision", precision));
            assertThat(done(mien("doctor", "--model", file)).out())
                    .containsPattern("Answers +ok +within \\d\\.\\de-\\d+ of the known scores of 7 drawn faces")
                    .contains("faces of faces.csv")
                    .contains("Nothing is broken.");
        }
    }

    private static void assertEqual(Path file, Dataset faces, List<String> lines, float precision) {
        try (EmotionModel model = EmotionModel.open(file)) {
            float[][] emotions = model.answer(faces).emotions();
            for (int i = 0; i < emotions.length; i++) {
                assertThat(emotions[i])
                        .usingComparatorWithPrecision(precision)
                        .containsExactly(probabilities(lines.get(i + 1)));
            }
        }
    }

    @Test
    void weightsThatStandAloneHaveNoScores() throws IOException {
        Path alone = Files.copy(run.resolve("best.safetensors"), folder.resolve("alone.safetensors"));
        Path file = folder.resolve("alone.onnx");
        assertThat(done(mien("export", "--model", alone, "--out", file)).out())
                .contains("the file has no scores, because the run has none for these weights");
        try (EmotionModel model = EmotionModel.open(file)) {
            assertThat(model.description().text())
                    .doesNotContainKeys("evaluation", "temperature", "data")
                    .containsKey("data_sha256");
        }
    }

    @Test
    void scoresOfOtherWeightsAreNotTold() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        for (String name : List.of("best.safetensors", "config.json", "evaluation.json", "checksums.sha256")) {
            Files.copy(run.resolve(name), copy.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Path evaluation = copy.resolve("evaluation.json");
        Files.writeString(evaluation, Files.readString(evaluation).replaceFirst("accuracy\" : 0", "accuracy\" : 1"));
        MainTest.Result result = mien("export", "--model", copy, "--out", folder.resolve("x.onnx"));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("are not what its checksums.sha256 says: evaluation.json");
        assertThat(folder.resolve("x.onnx")).doesNotExist();
    }

    @Test
    void anExportedFileIsJudgedAsItsWeightsAre() throws IOException {
        Path file = folder.resolve("face.onnx");
        done(mien("export", "--model", run, "--out", file));
        Path alone = Files.copy(run.resolve("best.safetensors"), folder.resolve("alone.safetensors"));
        for (String views : List.of("", "--tta")) {
            judge(file, folder.resolve("onnx" + views), views);
            judge(alone, folder.resolve("libtorch" + views), views);
            List<String> expected = Files.readAllLines(folder.resolve("libtorch" + views + "/predictions.csv"));
            List<String> actual = Files.readAllLines(folder.resolve("onnx" + views + "/predictions.csv"));
            assertThat(actual).hasSize(281).hasSameSizeAs(expected);
            for (int line = 1; line < actual.size(); line++) {
                assertThat(probabilities(actual.get(line)))
                        .usingComparatorWithPrecision(1e-4f)
                        .containsExactly(probabilities(expected.get(line)));
            }
        }
        assertThat(Files.readString(folder.resolve("onnx/evaluation.json")))
                .as("the temperature travels in the file")
                .contains("\"calibrated\"");
    }

    private static void judge(Path model, Path out, String views) {
        done(
                views.isEmpty()
                        ? mien("evaluate", "--model", model, "--data", csv, "--split", "all", "--out", out)
                        : mien("evaluate", "--model", model, "--data", csv, "--split", "all", "--out", out, views));
    }

    private static float[] probabilities(String line) {
        String[] cells = line.split(",");
        float[] probabilities = new float[7];
        for (int c = 0; c < probabilities.length; c++) {
            probabilities[c] = Float.parseFloat(cells[3 + c]);
        }
        return probabilities;
    }

    @Test
    void strangersAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("no.onnx"), "no model");
        MainTest.Result result = mien("evaluate", "--model", file, "--data", csv, "--split", "all");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(file + " is damaged or not an ONNX model");
    }

    @Test
    void theDefaultModelIsJudgedByItsName() {
        MainTest.Result result =
                done(mien("evaluate", "--model", "default", "--data", csv, "--split", "all", "--out", folder));
        assertThat(result.out())
                .contains("all accuracy ")
                .contains(" 280 faces")
                .contains("rule: right where");
        assertThat(folder.resolve("evaluation.json")).content().contains("\"n\" : 280");
    }

    @Test
    void mistakesAreSaid() {
        MainTest.Result name = mien("export", "--model", run, "--out", folder.resolve("face.bin"));
        assertThat(name.code()).isEqualTo(2);
        assertThat(name.err()).contains("does not end in .onnx: give a name that does");
        MainTest.Result version =
                mien("export", "--model", run, "--out", folder.resolve("a.onnx"), "--model-version", 0);
        assertThat(version.code()).isEqualTo(2);
        assertThat(version.err()).contains("the model's version is 0, expected at least 1");
        MainTest.Result absent = mien("export", "--model", folder.resolve("no"), "--out", folder.resolve("a.onnx"));
        assertThat(absent.code()).isEqualTo(2);
        assertThat(absent.err()).contains("there is no model at");
    }
}
