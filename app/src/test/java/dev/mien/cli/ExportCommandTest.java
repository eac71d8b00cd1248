package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Datasets;
import dev.mien.io.EntryChecksum;
import dev.mien.io.SelfChecksum;
import dev.mien.model.BundledModel;
import dev.mien.model.EmotionModel;
import dev.mien.testing.Fer2013Files;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What export makes of a trained, judged and calibrated run. */
class ExportCommandTest {
    @TempDir
    private static Path shared;

    private static Path run;

    @TempDir
    private Path folder;

    @BeforeAll
    static void calibrate() throws IOException {
        run = TrainedRuns.copy(TrainedRuns.first(), shared.resolve("run"));
        mien("calibrate", "--model", run).requireDone();
    }

    private static JsonNode evaluation() throws IOException {
        return JsonFiles.read(run.resolve("evaluation.json"));
    }

    @Test
    void theFileTellsWhatTheRunKnows() throws IOException {
        Path file = folder.resolve("face.onnx");
        CommandResult result = mien("export", "--model", run, "--out", file, "--model-version", 4)
                .requireDone();
        assertThat(result.out())
                .contains(
                        "ONNX Runtime and libtorch on 140 drawn faces: the same emotion for 140, probabilities within")
                .contains("written: " + file + " (");
        JsonNode config = JsonFiles.read(run.resolve("config.json"));
        JsonNode calibration = JsonFiles.read(run.resolve("calibration.json"));
        try (EmotionModel model = EmotionModel.open(file)) {
            assertThat(model.description().text())
                    .containsEntry("model_version", "4")
                    .containsEntry("recipe", "small")
                    .containsEntry("architecture", "small")
                    .containsEntry("data", "faces.csv")
                    .containsEntry("data_rows", Integer.toString(TrainedRuns.FACES))
                    .containsEntry(
                            "data_sha256", config.path("data").path("sha256").asText())
                    .containsEntry(
                            "evaluation_accuracy", evaluation().path("accuracy").asText())
                    .containsEntry("evaluation_n", "42")
                    .containsEntry("evaluation_rule", "right if the most probable class is the data's label")
                    .containsEntry(
                            "temperature", calibration.path("temperature").asText())
                    .containsKeys("epoch", "validation_accuracy", "weights_sha256", "licence_of_weights", "limits");
            assertThat(model.description().text().get("split")).startsWith("random by seed 42");
        }
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .doesNotContain(
                        shared.toString(), TrainedRuns.faces().getParent().toString());
    }

    /** The test faces, as the run judged them with libtorch. */
    @Test
    void recognitionAnswersAsTheRunDid() throws IOException {
        Path whole = folder.resolve("whole.onnx");
        Path half = folder.resolve("half.onnx");
        mien("export", "--model", run, "--out", whole).requireDone();
        mien("export", "--model", run, "--out", half, "--precision", "fp16").requireDone();
        assertThat((double) Files.size(half) / Files.size(whole)).isBetween(0.45, 0.6);
        List<String> lines = Files.readAllLines(run.resolve("predictions.csv"));
        Dataset faces = Datasets.open(TrainedRuns.faces());
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
            mien("export", "--model", run, "--out", file, "--precision", precision)
                    .requireDone();
            assertThat(mien("doctor", "--model", file).requireDone().out())
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
        assertThat(mien("export", "--model", alone, "--out", file).requireDone().out())
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
        CommandResult result = mien("export", "--model", copy, "--out", folder.resolve("x.onnx"));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("are not what its checksums.sha256 says: evaluation.json");
        assertThat(folder.resolve("x.onnx")).doesNotExist();
    }

    @Test
    void anExportedFileIsJudgedAsItsWeightsAre() throws IOException {
        Path faces = Fer2013Files.writeOthers(folder.resolve("others.csv"), 70, i -> "PrivateTest");
        Path file = folder.resolve("face.onnx");
        mien("export", "--model", run, "--out", file).requireDone();
        Path alone = Files.copy(run.resolve("best.safetensors"), folder.resolve("alone.safetensors"));
        for (String views : List.of("", "--tta")) {
            List<String> expected = judged(alone, faces, folder.resolve("libtorch" + views), views);
            List<String> actual = judged(file, faces, folder.resolve("onnx" + views), views);
            assertThat(actual).hasSize(71).hasSameSizeAs(expected);
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

    /** The lines of the predictions. */
    private static List<String> judged(Path model, Path faces, Path out, String views) throws IOException {
        List<Object> words =
                new ArrayList<>(List.of("evaluate", "--model", model, "--data", faces, "--split", "all", "--out", out));
        if (!views.isEmpty()) {
            words.add(views);
        }
        mien(words.toArray()).requireDone();
        return Files.readAllLines(out.resolve("predictions.csv"));
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
    void mistakesAreSaid() {
        CommandResult name = mien("export", "--model", run, "--out", folder.resolve("face.bin"));
        assertThat(name.code()).isEqualTo(2);
        assertThat(name.err()).contains("--out must end in .onnx, got ");
        CommandResult version = mien("export", "--model", run, "--out", folder.resolve("a.onnx"), "--model-version", 0);
        assertThat(version.code()).isEqualTo(2);
        assertThat(version.err()).contains("the model's version is 0, expected at least 1");
        CommandResult absent = mien("export", "--model", folder.resolve("no"), "--out", folder.resolve("a.onnx"));
        assertThat(absent.code()).isEqualTo(2);
        assertThat(absent.err()).contains("there is no model at");
    }

    @Test
    void theModelThatComesWithMienIsCopied() throws IOException {
        for (BundledModel bundled : List.of(BundledModel.EMOTIONS, BundledModel.FAST)) {
            Path file = folder.resolve("copy.onnx");
            String name = bundled == BundledModel.FAST ? "fast" : "default";
            assertThat(mien("export", "--model", name, "--out", file)
                            .requireDone()
                            .out())
                    .isEqualTo(String.format("written: %s (%,d bytes)%n", file, Files.size(file)));
            byte[] copy = Files.readAllBytes(file);
            assertThat(copy).startsWith(bundled.read(getClass().getClassLoader()));
            assertThat(EntryChecksum.verify(copy)).isEqualTo(SelfChecksum.Verdict.WHOLE);
            EmotionModel.open(file).close();
            copy[copy.length / 2] ^= 1;
            Path damaged = Files.write(folder.resolve("damaged.onnx"), copy);
            assertThatThrownBy(() -> EmotionModel.open(damaged)).hasMessageContaining("damaged.onnx is damaged");
            mien("export", "--model", name, "--out", file, "--precision", "fp16")
                    .requireMistake("is copied as it is: leave out --precision and --model-version");
        }
    }
}
