package dev.mien.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.nn.Activation;
import dev.mien.nn.Architectures;
import dev.mien.nn.Layer;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Padding;
import dev.mien.nn.Shape;
import dev.mien.nn.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the engine with Keras. golden/network.py made the expected values. */
class NetworkTest {
    private static JsonNode keras;
    private static JsonNode residual;
    private static JsonNode strided;
    private static JsonNode windows;

    @BeforeAll
    static void read() throws IOException {
        keras = read("keras.json");
        residual = read("residual.json");
        strided = read("strided.json");
        windows = read("windows.json");
    }

    private static JsonNode read(String name) throws IOException {
        try (InputStream in = NetworkTest.class.getResourceAsStream("/golden/network/" + name)) {
            return new ObjectMapper().readTree(in);
        }
    }

    @Test
    void forwardPassAndLossEqualKeras() {
        forwardPassAndLossEqual(keras, architecture());
        forwardPassAndLossEqual(residual, residualArchitecture());
        forwardPassAndLossEqual(strided, stridedArchitecture());
        forwardPassAndLossEqual(windows, windowsArchitecture());
    }

    private static void forwardPassAndLossEqual(JsonNode keras, ModelArchitecture architecture) {
        try (Network network = network(keras, architecture, Precision.FP32)) {
            float[][] probabilities = network.probabilities(floats(keras.get("pictures")), samples());
            double loss = network.penalty();
            for (int i = 0; i < samples(); i++) {
                for (int c = 0; c < Emotion.COUNT; c++) {
                    assertThat(probabilities[i][c])
                            .isCloseTo(
                                    (float) keras.get("probabilities")
                                            .get(i * Emotion.COUNT + c)
                                            .asDouble(),
                                    within(2e-6f));
                }
                loss -= Math.log(probabilities[i][keras.get("labels").get(i).asInt()]) / samples();
            }
            assertThat(loss).isCloseTo(keras.get("evaluation_loss").asDouble(), within(1e-5));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "sgd", "rmsprop", "adamax", "momentum", "nesterov"})
    void threeStepsOfEachOptimizerEqualKeras(String name) {
        threeStepsEqual(keras, architecture(), name);
        threeStepsEqual(residual, residualArchitecture(), name);
        threeStepsEqual(strided, stridedArchitecture(), name);
        threeStepsEqual(windows, windowsArchitecture(), name);
    }

    private static void threeStepsEqual(JsonNode keras, ModelArchitecture architecture, String name) {
        JsonNode expected = keras.get("optimizers").get(name);
        try (Network network = network(keras, architecture, Precision.FP32)) {
            TrainingStep step = new TrainingStep(network, optimizer(name), Refinements.NONE);
            for (JsonNode loss : expected.get("losses")) {
                TrainingStep.Result result = step.run(
                        floats(keras.get("pictures")),
                        targets(keras),
                        samples(),
                        expected.get("learning_rate").asDouble(),
                        1);
                assertThat(result.lossTotal() / samples() + result.penalty()).isCloseTo(loss.asDouble(), within(2e-4));
            }
            nearlyEqual(network.weights(), expected);
        }
    }

    /**
     * All but a hundredth of the values must agree to 1e-4, and the others to a step's length. Where a gradient is zero
     * except for rounding, Adam and similar rules divide one rounding error by another. The result then depends on the
     * processor.
     */
    private static void nearlyEqual(Weights weights, JsonNode expected) {
        float step = (float) expected.get("learning_rate").asDouble();
        int count = 0;
        int far = 0;
        for (Map.Entry<String, JsonNode> entry : expected.get("weights").properties()) {
            float[] values = floats(entry.getValue());
            float[] actual = weights.get(entry.getKey());
            assertThat(actual)
                    .as(entry.getKey())
                    .usingComparatorWithPrecision(step)
                    .containsExactly(values);
            for (int i = 0; i < values.length; i++) {
                far += Math.abs(actual[i] - values[i]) > 1e-4 ? 1 : 0;
            }
            count += values.length;
        }
        assertThat(far).as("values of %d that are not close", count).isLessThanOrEqualTo(count / 100);
    }

    private static OptimizerSpec optimizer(String name) {
        return switch (name) {
            case "momentum" -> new OptimizerSpec.Sgd(0.9, false);
            case "nesterov" -> new OptimizerSpec.Sgd(0.9, true);
            default -> Optimizers.named(name);
        };
    }

    private static float[] pictures(int count, int pixels) {
        float[] pictures = new float[count * pixels];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = (float) random.nextDouble(-1, 1);
        }
        return pictures;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mien", "article"})
    void whatIsFastForAnswersGivesTheSameAnswersByFewerMultiplications(String name) {
        ModelArchitecture architecture = Architectures.named(name);
        float[] pictures = pictures(5, Architectures.SIDE * Architectures.SIDE);
        try (Network network = new Network(architecture, Weights.initial(architecture, 8), Precision.FP32, 2)) {
            float[][] expected = network.probabilities(pictures, 5);
            network.useForAnswers();

            assertThat(network.plan().choices().values())
                    .filteredOn(choice -> choice.forward().startsWith("winograd"))
                    .hasSizeGreaterThan(network.plan().choices().size() / 2);
            float[][] answers = network.probabilities(pictures, 5);
            for (int i = 0; i < answers.length; i++) {
                assertThat(answers[i]).usingComparatorWithPrecision(1e-5f).containsExactly(expected[i]);
            }
        }
    }

    /**
     * On smaller pictures a network computes the same as a network of that size. What it learns there, the whole one
     * has learned.
     */
    @Test
    void aNetworkReadsSmallerPicturesWithTheSameParameters() {
        ModelArchitecture architecture = Architectures.named("mien-emotions");
        Weights weights = Weights.initial(architecture, 8);
        float[] pictures = pictures(4, 32 * 32);
        float[] targets = new float[4 * Emotion.COUNT];
        for (int i = 0; i < 4; i++) {
            targets[i * Emotion.COUNT + i] = 1;
        }
        Weights learned;
        try (Network own = new Network(architecture.on(32, 32), weights, Precision.FP32, 2);
                Network whole = new Network(architecture, weights, Precision.FP32, 2);
                Network small = whole.on(32, 32)) {
            assertThat(small.probabilities(pictures, 4)).isEqualTo(own.probabilities(pictures, 4));
            TrainingStep step = new TrainingStep(whole, optimizer("nesterov"), Refinements.NONE);
            step.use(small);
            step.run(pictures, targets, 4, 0.1, 6);
            new TrainingStep(own, optimizer("nesterov"), Refinements.NONE).run(pictures, targets, 4, 0.1, 6);
            learned = own.weights();
            learned.values()
                    .forEach((name, values) ->
                            assertThat(whole.weights().get(name)).as(name).isEqualTo(values));
            assertThat(learned.get("conv2d.kernel")).isNotEqualTo(weights.get("conv2d.kernel"));
            assertThat(small.plan().choices().keySet())
                    .contains("conv2d_1@32x32")
                    .doesNotContain("conv2d_1");
            assertThatThrownBy(() -> step.use(own)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void bf16StaysNearThe32BitPass() {
        bf16StaysNear(keras, architecture());
        bf16StaysNear(strided, stridedArchitecture());
        bf16StaysNear(windows, windowsArchitecture());
    }

    private static void bf16StaysNear(JsonNode keras, ModelArchitecture architecture) {
        float[][] exact;
        try (Network network = network(keras, architecture, Precision.FP32)) {
            exact = network.probabilities(floats(keras.get("pictures")), samples());
        }
        try (Network network = network(keras, architecture, Precision.BF16)) {
            float[][] rounded = network.probabilities(floats(keras.get("pictures")), samples());
            for (int i = 0; i < samples(); i++) {
                assertThat(rounded[i]).usingComparatorWithPrecision(0.02f).containsExactly(exact[i]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"FP32", "BF16"})
    void aStepIsAPureFunctionOfWeightsBatchAndSeed(Precision precision) {
        ModelArchitecture small = Architectures.named("small");
        assertThat(twoSteps(small, precision, 5).values().get("dense.kernel"))
                .isEqualTo(twoSteps(small, precision, 5).values().get("dense.kernel"))
                .isNotEqualTo(twoSteps(small, precision, 6).values().get("dense.kernel"));
    }

    private static Weights twoSteps(ModelArchitecture architecture, Precision precision, long seed) {
        int count = 8;
        float[] inputs = new float[count * architecture.input().size()];
        float[] targets = new float[count * Emotion.COUNT];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (i * 37 % 101) / 101f;
        }
        for (int i = 0; i < count; i++) {
            targets[i * Emotion.COUNT + i % Emotion.COUNT] = 1;
        }
        try (Network network = new Network(architecture, Weights.initial(architecture, 1), precision, 2)) {
            TrainingStep step = new TrainingStep(network, OptimizerSpec.Adam.DEFAULT, Refinements.NONE);
            step.run(inputs, targets, count, 1e-3, seed);
            step.run(inputs, targets, count, 1e-3, seed + 1);
            return network.weights();
        }
    }

    @Test
    void aRescalingMultipliesWhatGoesThroughBothWays() {
        List<Layer> layers = new ArrayList<>(architecture().layers());
        layers.add(layers.size() - 1, new Layer.Rescaling(0.25));
        ModelArchitecture scaled =
                new ModelArchitecture("scaled", architecture().input(), layers);
        Weights quarter;
        try (Network plain = network(Precision.FP32)) {
            quarter = plain.weights();
        }
        float[] kernel = quarter.get("dense_1.kernel");
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] *= 0.25f;
        }
        try (Network whole = network(keras, scaled, Precision.FP32);
                Network reduced = new Network(architecture(), quarter, Precision.FP32, 2)) {
            float[] pictures = floats(keras.get("pictures"));
            assertThat(whole.probabilities(pictures, samples())[0])
                    .usingComparatorWithPrecision(1e-6f)
                    .containsExactly(reduced.probabilities(pictures, samples())[0]);
            for (Network network : List.of(whole, reduced)) {
                new TrainingStep(network, OptimizerSpec.Sgd.DEFAULT, Refinements.NONE)
                        .run(pictures, targets(keras), samples(), 0.1, 1);
            }
            assertThat(whole.weights().get("conv2d.kernel"))
                    .usingComparatorWithPrecision(1e-5f)
                    .containsExactly(reduced.weights().get("conv2d.kernel"));
            float[] before = floats(keras.get("weights").get("dense_1.kernel"));
            float[] after = whole.weights().get("dense_1.kernel");
            float[] ofReduced = reduced.weights().get("dense_1.kernel");
            for (int i = 0; i < kernel.length; i++) {
                assertThat(after[i] - before[i]).isCloseTo(0.25f * (ofReduced[i] - kernel[i]), within(1e-5f));
            }
        }
    }

    @Test
    void aSmallerLastBatchIsOneOfItsOwn() {
        try (Network network = network(Precision.FP32)) {
            float[] pictures = floats(keras.get("pictures"));
            float[][] all = network.probabilities(pictures, samples());
            float[][] two = network.probabilities(pictures, 2);
            assertThat(two).hasDimensions(2, Emotion.COUNT);
            assertThat(two[1]).usingComparatorWithPrecision(1e-6f).containsExactly(all[1]);
        }
    }

    @Test
    void weightsOfAnotherArchitectureAreRefusedByName() {
        ModelArchitecture small = Architectures.named("small");
        Weights article = Weights.initial(Architectures.named("article"), 1);
        assertThatThrownBy(() -> new Network(small, article, Precision.FP32, 1).close())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the given set does not hold weights of the architecture 'small': 'conv2d.kernel' has 288"
                        + " values, expected 144. Name the architecture that they were trained with");
    }

    private static Network network(Precision precision) {
        return network(keras, architecture(), precision);
    }

    private static Network network(JsonNode keras, ModelArchitecture architecture, Precision precision) {
        Map<String, float[]> weights = new LinkedHashMap<>();
        keras.get("weights").properties().forEach(entry -> weights.put(entry.getKey(), floats(entry.getValue())));
        return new Network(architecture, new Weights(weights), precision, 2);
    }

    private static ModelArchitecture architecture() {
        int side = keras.get("side").asInt();
        return new ModelArchitecture(
                "golden",
                Shape.maps(side, side, 1),
                List.of(
                        new Layer.Conv2d(4, 3, Activation.RELU, 0),
                        new Layer.BatchNormalization(),
                        new Layer.MaxPooling2d(),
                        new Layer.Dropout(0),
                        new Layer.Conv2d(6, 5, Activation.RELU, 0.01),
                        new Layer.BatchNormalization(),
                        new Layer.MaxPooling2d(),
                        new Layer.Flatten(),
                        new Layer.Dense(8, Activation.RELU),
                        new Layer.BatchNormalization(),
                        new Layer.Dense(Emotion.COUNT, Activation.SOFTMAX)));
    }

    private static ModelArchitecture residualArchitecture() {
        List<Layer> layers = new ArrayList<>(unit(4, 3));
        layers.addAll(unit(6, 3));
        layers.add(new Layer.MaxPooling2d());
        layers.add(new Layer.Residual(
                Stream.of(unit(6, 3), unit(6, 3)).flatMap(List::stream).toList()));
        layers.addAll(unit(8, 5));
        layers.add(new Layer.MaxPooling2d());
        List<Layer> outer = new ArrayList<>(unit(8, 3));
        outer.add(new Layer.Residual(unit(8, 3)));
        layers.add(new Layer.Residual(outer));
        layers.add(new Layer.Relu());
        layers.add(new Layer.GlobalMaxPooling2d());
        layers.add(new Layer.Dense(Emotion.COUNT, Activation.SOFTMAX));
        int side = residual.get("side").asInt();
        return new ModelArchitecture("residual", Shape.maps(side, side, 1), layers);
    }

    private static ModelArchitecture stridedArchitecture() {
        List<Layer> layers = new ArrayList<>(unit(4, 5, 2));
        layers.add(new Layer.Residual(
                Stream.of(unit(4, 3), unit(4, 3)).flatMap(List::stream).toList()));
        layers.add(new Layer.Conv2d(6, 3, 2, Activation.RELU, 0, true));
        layers.add(new Layer.Residual(
                Stream.of(unit(6, 3), unit(6, 3)).flatMap(List::stream).toList()));
        layers.addAll(unit(8, 3, 2));
        layers.add(new Layer.GlobalMaxPooling2d());
        layers.add(new Layer.Dense(Emotion.COUNT, Activation.SOFTMAX));
        int side = strided.get("side").asInt();
        return new ModelArchitecture("strided", Shape.maps(side, side, 1), layers);
    }

    private static ModelArchitecture windowsArchitecture() {
        int side = windows.get("side").asInt();
        return new ModelArchitecture(
                "windows",
                Shape.maps(side, side, 1),
                List.of(
                        new Layer.Conv2d(4, 4, 1, Activation.RELU, 0, true, Padding.VALID),
                        new Layer.BatchNormalization(),
                        new Layer.MaxPooling2d(new Layer.Window(3, 2, Padding.SAME)),
                        new Layer.Conv2d(6, 3, 2, Activation.NONE, 0, false, Padding.VALID),
                        new Layer.BatchNormalization(),
                        new Layer.Relu(),
                        new Layer.AveragePooling2d(new Layer.Window(2, 2, Padding.SAME)),
                        new Layer.Conv2d(6, 1, Activation.RELU, 0),
                        new Layer.AveragePooling2d(new Layer.Window(2, 1, Padding.VALID)),
                        new Layer.GlobalAveragePooling2d(),
                        new Layer.Dense(Emotion.COUNT, Activation.SOFTMAX)));
    }

    private static List<Layer> unit(int filters, int kernel) {
        return unit(filters, kernel, 1);
    }

    private static List<Layer> unit(int filters, int kernel, int stride) {
        return List.of(
                new Layer.Conv2d(filters, kernel, stride, Activation.NONE, 0, false),
                new Layer.BatchNormalization(),
                new Layer.Relu());
    }

    private static int samples() {
        return keras.get("samples").asInt();
    }

    private static float[] targets(JsonNode keras) {
        float[] targets = new float[samples() * Emotion.COUNT];
        for (int i = 0; i < samples(); i++) {
            targets[i * Emotion.COUNT + keras.get("labels").get(i).asInt()] = 1;
        }
        return targets;
    }

    private static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) array.get(i).asDouble();
        }
        return values;
    }
}
