package dev.mien.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.description.KnownScores;
import dev.mien.face.Box;
import dev.mien.face.CenterFaceDetector;
import dev.mien.face.Face;
import dev.mien.io.Sha256;
import dev.mien.model.BundledModel;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    private static final Path MODEL = Path.of(
            "..",
            "recognition",
            "src/test/resources/dev/mien/model/EmotionModelFuzzTestInputs/isOpenedOrRefused/two-heads.onnx");

    @TempDir
    private Path folder;

    private static Check check(Diagnosis diagnosis, String key) {
        return diagnosis.checks().stream()
                .filter(check -> check.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + key + " in " + diagnosis));
    }

    /** Networks that stand in this test's folder, in the place of the build's. */
    private URLClassLoader networks() throws IOException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
    }

    private void put(BundledModel model, byte[] bytes, String checksum) throws IOException {
        Path file = folder.resolve(model.resource());
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        Files.writeString(folder.resolve(model.checksum()), checksum);
    }

    @Test
    void aGivenModelIsTried() {
        Diagnosis diagnosis = Doctor.examine(Optional.of(MODEL));
        assertThat(diagnosis.isBroken()).as(diagnosis.toString()).isFalse();
        assertThat(check(diagnosis, "mien").value()).isNotBlank();
        assertThat(check(diagnosis, "java").value()).startsWith(System.getProperty("java.runtime.version"));
        assertThat(check(diagnosis, "onnx_runtime").value()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(check(diagnosis, "ffmpeg").value()).matches("\\d+\\.\\d+.*");
        assertThat(check(diagnosis, "libtorch").value()).contains("present, not loaded");
        assertThat(check(diagnosis, "face_detector").value()).contains("as expected");
        assertThat(check(diagnosis, "people").value()).contains("as expected");
        assertThat(check(diagnosis, "face_found").outcome()).isEqualTo(Check.Outcome.OK);
        assertThat(check(diagnosis, "face_found").milliseconds()).isPresent();
        assertThat(check(diagnosis, "model_licence").value()).isEqualTo("Apache-2.0");
        assertThat(check(diagnosis, "model_limits").value()).endsWith("do not use this model to judge people.");
        assertThat(check(diagnosis, "answers").outcome()).isEqualTo(Check.Outcome.ABSENT);
        assertThat(check(diagnosis, "answers").value()).startsWith("the probabilities sum to 1");
    }

    @Test
    void aBuildWithoutAModelIsNotBroken() throws IOException {
        byte[] detector = CenterFaceDetector.NETWORK.read(DoctorTest.class.getClassLoader());
        put(CenterFaceDetector.NETWORK, detector, Sha256.of(detector));
        try (URLClassLoader networks = networks()) {
            Diagnosis diagnosis = Doctor.examine(Optional.empty(), networks);
            assertThat(diagnosis.isBroken()).isFalse();
            assertThat(check(diagnosis, "model").outcome()).isEqualTo(Check.Outcome.ABSENT);
            assertThat(check(diagnosis, "model").value()).isEqualTo("no model in this build");
            assertThat(check(diagnosis, "model").advice().orElseThrow()).contains("Train a model");
            assertThat(check(diagnosis, "fast_model").outcome()).isEqualTo(Check.Outcome.ABSENT);
            assertThat(check(diagnosis, "people").value()).isEqualTo("no network for faces in this build");
        }
    }

    @Test
    void damagedNetworksAreFound() throws IOException {
        byte[] bytes = Files.readAllBytes(MODEL);
        String checksum = Sha256.of(bytes);
        bytes[bytes.length / 2] ^= 1;
        put(BundledModel.EMOTIONS, bytes, checksum);
        put(BundledModel.FAST, bytes, checksum);
        put(CenterFaceDetector.NETWORK, bytes, checksum);
        try (URLClassLoader networks = networks()) {
            Diagnosis diagnosis = Doctor.examine(Optional.empty(), networks);
            assertThat(diagnosis.broken())
                    .extracting(Check::key)
                    .containsExactly("face_detector", "model", "fast_model");
            assertThat(check(diagnosis, "model").value()).contains("is damaged: its SHA-256 is");
            String text = new DiagnosisText(false).of(diagnosis);
            assertThat(text)
                    .contains("failed  the model that came with Mien is damaged")
                    .contains("3 things are broken");
        }
    }

    @Test
    void aGivenFileThatIsNoModelIsBrokenAndOneThatIsNotThereAMistake() throws IOException {
        Path file = folder.resolve("x.onnx");
        assertThatThrownBy(() -> Doctor.examine(Optional.of(file)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot read the model " + file);
        Files.write(file, "no model".getBytes(StandardCharsets.UTF_8));
        Diagnosis diagnosis = Doctor.examine(Optional.of(file));
        assertThat(diagnosis.broken()).extracting(Check::key).containsExactly("model");
    }

    @Test
    void aDetectorThatMissesIsBroken() {
        assertThat(DetectorCheck.judge(List.of()).outcome()).isEqualTo(Check.Outcome.FAILED);
        Face found;
        try (CenterFaceDetector detector = CenterFaceDetector.create()) {
            found = detector.detect(DetectorCheck.picture()).get(0);
        }
        assertThat(DetectorCheck.judge(List.of(found)).outcome()).isEqualTo(Check.Outcome.OK);
        Box box = found.box();
        Face moved = new Face(new Box(box.x() + 4, box.y(), box.width(), box.height()), found.keypoints(), 0.9);
        assertThat(DetectorCheck.judge(List.of(moved)).value())
                .matches("[3-7]\\.\\d pixels from where the drawn face stands, expected at most 3");
        assertThat(DetectorCheck.judge(List.of(found, moved)).value()).startsWith("2 faces found");
    }

    @Test
    void answersAreHeldAgainstKnownScores() {
        double[][] scores = new double[Emotion.COUNT][Emotion.COUNT];
        float[][] answers = new float[Emotion.COUNT][Emotion.COUNT];
        for (int face = 0; face < Emotion.COUNT; face++) {
            scores[face][face] = 1;
            answers[face][face] = 1;
        }
        Optional<KnownScores> known = Optional.of(KnownScores.of(scores));
        assertThat(ModelChecks.judge(answers, known, 1e-3).outcome()).isEqualTo(Check.Outcome.OK);
        answers[2][2] = 0.99f;
        answers[2][3] = 0.01f;
        assertThat(ModelChecks.judge(answers, known, 1e-3).outcome()).isEqualTo(Check.Outcome.FAILED);
        assertThat(ModelChecks.judge(answers, known, 0.02).outcome()).isEqualTo(Check.Outcome.OK);
        answers[2][3] = 0.02f;
        assertThat(ModelChecks.judge(answers, Optional.empty(), 1).value()).contains("sum to 1.01");
        answers[2][3] = Float.NaN;
        assertThat(ModelChecks.judge(answers, Optional.empty(), 1).outcome()).isEqualTo(Check.Outcome.FAILED);
    }

    @Test
    void columnsStandBelowEachOtherAndColourIsNeverAlone() {
        Diagnosis diagnosis = new Diagnosis(List.of(
                Check.fact("One", "Short", "value 1"),
                Check.ok("One", "A longer name", "value 2"),
                Check.absent("Two", "Third", "value 3", "do this"),
                Check.failed("Two", "Fourth", "value 4", "do that")));
        String plain = new DiagnosisText(false).of(diagnosis);
        int[] columns = plain.lines()
                .filter(line -> line.contains("value"))
                .mapToInt(line -> line.indexOf("value"))
                .distinct()
                .toArray();
        assertThat(columns).hasSize(1);
        assertThat(plain).contains("ok").contains("absent").contains("failed").contains("-> do this");
        String colored = new DiagnosisText(true).of(diagnosis);
        assertThat(colored).isNotEqualTo(plain);
        assertThat(colored.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void programsReadTheSame() throws IOException {
        Diagnosis diagnosis = new Diagnosis(List.of(
                Check.fact("Machine", "Processor features", "AVX2"),
                Check.failed("Self-test", "Answers", "wrong", "do that").since(System.nanoTime())));
        JsonNode json = new ObjectMapper().readTree(DiagnosisJson.of(diagnosis));
        assertThat(json.path("version").asInt()).isEqualTo(1);
        assertThat(json.path("broken").asBoolean()).isTrue();
        assertThat(json.path("checks")).hasSize(2);
        JsonNode first = json.path("checks").get(0);
        assertThat(Arrays.asList(
                        first.path("section").asText(),
                        first.path("name").asText(),
                        first.path("outcome").asText(),
                        first.path("value").asText()))
                .containsExactly("machine", "processor_features", "fact", "AVX2");
        JsonNode second = json.path("checks").get(1);
        assertThat(second.path("advice").asText()).isEqualTo("do that");
        assertThat(second.path("milliseconds").isNumber()).isTrue();
    }
}
