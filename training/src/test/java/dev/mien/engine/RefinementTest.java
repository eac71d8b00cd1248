package dev.mien.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import dev.mien.nn.Activation;
import dev.mien.nn.Architectures;
import dev.mien.nn.Layer;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Shape;
import dev.mien.nn.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefinementTest {
    private static final int SIDE = 8;
    private static final int COUNT = 6;
    private static final float L2 = 0.01f;
    private static final ModelArchitecture TWO_HEADS = new ModelArchitecture(
            "two heads",
            Shape.maps(SIDE, SIDE, 1),
            List.of(
                    new Layer.Conv2d(4, 3, Activation.RELU, L2),
                    new Layer.BatchNormalization(),
                    new Layer.MaxPooling2d(),
                    new Layer.Dropout(0.2),
                    new Layer.GlobalMaxPooling2d(),
                    new Layer.TwoHeads()));

    private static final float[] INPUTS = new float[COUNT * SIDE * SIDE];
    private static final float[] TARGETS = new float[COUNT * TWO_HEADS.outputs()];

    static {
        for (int i = 0; i < INPUTS.length; i++) {
            INPUTS[i] = (i * 37 % 101) / 50f - 1;
        }
        for (int i = 0; i < COUNT; i++) {
            TARGETS[i * TWO_HEADS.outputs() + i % 7] = 1;
            TARGETS[i * TWO_HEADS.outputs() + 7 + (i + 3) % 8] = 0.6f;
            TARGETS[i * TWO_HEADS.outputs() + 7 + i % 8] = 0.4f;
        }
    }

    private static Network network() {
        return new Network(TWO_HEADS, start(), Precision.FP32, 2);
    }

    /** The weights after each of some steps. */
    private static List<Weights> steps(OptimizerSpec spec, Refinements refinements, double rate, int steps) {
        try (Network network = network()) {
            TrainingStep step = new TrainingStep(network, spec, refinements);
            return IntStream.range(0, steps)
                    .mapToObj(i -> {
                        step.run(INPUTS, TARGETS, COUNT, rate, 9);
                        return network.weights();
                    })
                    .toList();
        }
    }

    /** The gradient at some weights, that of the penalty included, by parameter; from a step of plain descent at rate 1. */
    private static Map<String, float[]> gradient(Weights at) {
        try (Network network = network()) {
            network.load(at);
            new TrainingStep(network, OptimizerSpec.Sgd.DEFAULT, Refinements.NONE).run(INPUTS, TARGETS, COUNT, 1, 9);
            Map<String, float[]> gradient = new LinkedHashMap<>();
            Weights after = network.weights();
            at.values().forEach((name, values) -> {
                if (!name.contains("moving")) {
                    float[] difference = new float[values.length];
                    for (int i = 0; i < values.length; i++) {
                        difference[i] = values[i] - after.get(name)[i];
                    }
                    gradient.put(name, difference);
                }
            });
            return gradient;
        }
    }

    private static double norm(Map<String, float[]> gradient) {
        double sum = 0;
        for (float[] values : gradient.values()) {
            for (float value : values) {
                sum += (double) value * value;
            }
        }
        return Math.sqrt(sum);
    }

    private static void assertMoved(Weights from, Map<String, float[]> along, double factor, Weights to) {
        along.forEach((name, direction) -> {
            for (int i = 0; i < direction.length; i++) {
                assertThat(to.get(name)[i])
                        .as(name + " " + i)
                        .isCloseTo((float) (from.get(name)[i] + factor * direction[i]), within(3e-6f));
            }
        });
    }

    private static Weights start() {
        return Weights.initial(TWO_HEADS, 4);
    }

    @Test
    void decayWithSgdGoesIntoTheGradientOfKernelsAlone() {
        Weights start = start();
        Map<String, float[]> gradient = gradient(start);
        gradient.forEach((name, values) -> {
            for (int i = 0; name.endsWith("kernel") && i < values.length; i++) {
                values[i] += 0.05f * start.get(name)[i];
            }
        });
        Refinements decay = Refinements.of(new Refinement.WeightDecay(0.05));
        assertMoved(
                start,
                gradient,
                -0.5,
                steps(OptimizerSpec.Sgd.DEFAULT, decay, 0.5, 1).get(0));
    }

    @Test
    void decayWithAdamShrinksTheKernelsApartFromTheRule() {
        Weights plain =
                steps(OptimizerSpec.Adam.DEFAULT, Refinements.NONE, 0.01, 1).get(0);
        Refinements decay = Refinements.of(new Refinement.WeightDecay(0.1));
        Weights decayed = steps(OptimizerSpec.Adam.DEFAULT, decay, 0.01, 1).get(0);
        start().values().forEach((name, values) -> {
            float share = name.endsWith("kernel") ? 0.01f * 0.1f : 0;
            for (int i = 0; i < values.length; i++) {
                assertThat(decayed.get(name)[i])
                        .as(name)
                        .isCloseTo(plain.get(name)[i] - share * values[i], within(2e-7f));
            }
        });
    }

    @Test
    void aLongGradientIsShortenedToTheNormAndAShortOneIsNot() {
        Weights start = start();
        Map<String, float[]> gradient = gradient(start);
        double norm = norm(gradient);
        Refinements tight = Refinements.of(new Refinement.GradientClipping(norm / 4));
        assertMoved(
                start,
                gradient,
                -0.25,
                steps(OptimizerSpec.Sgd.DEFAULT, tight, 1, 1).get(0));
        Refinements wide = Refinements.of(new Refinement.GradientClipping(norm * 1.01));
        assertMoved(
                start,
                gradient,
                -1,
                steps(OptimizerSpec.Sgd.DEFAULT, wide, 1, 1).get(0));
    }

    @Test
    void sharpnessAwareMinimisationTakesTheGradientFromTheHill() {
        Weights start = start();
        Map<String, float[]> first = gradient(start);
        Map<String, float[]> climbed = new LinkedHashMap<>(start.values());
        first.forEach((name, direction) -> {
            float[] values = start.get(name).clone();
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) (0.3 / norm(first)) * direction[i];
            }
            climbed.put(name, values);
        });
        Map<String, float[]> second = gradient(new Weights(climbed));
        float[] withPenalty = second.get("conv2d.kernel");
        for (int i = 0; i < withPenalty.length; i++) {
            withPenalty[i] -= 2 * L2 * (climbed.get("conv2d.kernel")[i] - start.get("conv2d.kernel")[i]);
        }
        Weights plain = steps(OptimizerSpec.Sgd.DEFAULT, Refinements.NONE, 1, 1).get(0);
        Weights sharp = steps(OptimizerSpec.Sgd.DEFAULT, Refinements.of(new Refinement.SharpnessAware(0.3)), 1, 1)
                .get(0);
        assertMoved(start, second, -1, sharp);
        assertThat(sharp.get("conv2d.kernel")).isNotEqualTo(plain.get("conv2d.kernel"));
        assertThat(sharp.get("batch_normalization.moving_mean"))
                .isEqualTo(plain.get("batch_normalization.moving_mean"));
    }

    @Test
    void sharpnessWaitsForItsShareOfTheSteps() {
        Refinements late = Refinements.of(new Refinement.SharpnessAware(0.3, 0.5));
        Weights plain = steps(OptimizerSpec.Sgd.DEFAULT, Refinements.NONE, 1, 1).get(0);
        Weights sharp = steps(OptimizerSpec.Sgd.DEFAULT, Refinements.of(new Refinement.SharpnessAware(0.3)), 1, 1)
                .get(0);
        for (double progress : new double[] {0, 0.49, 0.5, 1}) {
            try (Network network = network()) {
                new TrainingStep(network, OptimizerSpec.Sgd.DEFAULT, late)
                        .run(INPUTS, TARGETS, COUNT, new TrainingStep.Moment(1, progress, 9));
                assertThat(network.weights().get("conv2d.kernel"))
                        .as("at " + progress)
                        .isEqualTo((progress < 0.5 ? plain : sharp).get("conv2d.kernel"));
            }
        }
    }

    @Test
    void theAverageKeepsMoreInTheLaterSteps() {
        Refinement.ExponentialAverage spec = new Refinement.ExponentialAverage(0.998, 0.9995, 0.6);
        assertThat(spec.at(1, 0)).isCloseTo(2.0 / 11, within(1e-12));
        assertThat(spec.at(100_000, 0.59)).isEqualTo(0.998);
        assertThat(spec.at(100_000, 0.6)).isEqualTo(0.9995);
        assertThat(spec.at(90, 0.9)).as("warm-up before all").isCloseTo(0.91, within(1e-12));
        assertThat(new Refinement.ExponentialAverage(0.9).at(1000, 1)).isEqualTo(0.9);
    }

    /** The mean over the batches, whatever the statistics were before; weights and the next step are left alone. */
    @Test
    void measuredStatisticsAreTheMeanOverTheBatches() {
        int half = COUNT / 2;
        float[] first = Arrays.copyOf(INPUTS, half * SIDE * SIDE);
        float[] second = Arrays.copyOfRange(INPUTS, half * SIDE * SIDE, COUNT * SIDE * SIDE);
        try (Network network = network()) {
            network.measureStatistics(first, half, 1, 3);
            float[] ofFirst = network.weights().get("batch_normalization.moving_variance");
            network.measureStatistics(second, half, 1, 3);
            float[] ofSecond = network.weights().get("batch_normalization.moving_variance");
            network.measureStatistics(first, half, 1, 3);
            network.measureStatistics(second, half, 2, 3);
            float[] ofBoth = network.weights().get("batch_normalization.moving_variance");
            for (int i = 0; i < ofBoth.length; i++) {
                assertThat(ofBoth[i]).isCloseTo((ofFirst[i] + ofSecond[i]) / 2, within(1e-6f));
            }
            assertThat(ofFirst).isNotEqualTo(ofSecond);
            assertThat(network.weights().get("conv2d.kernel")).isEqualTo(start().get("conv2d.kernel"));
        }
    }

    @Test
    void theAverageFollowsWeightsAndStatisticsAndChangesPlacesWithThem() {
        Refinement.ExponentialAverage spec = new Refinement.ExponentialAverage(0.25);
        List<Weights> path = steps(OptimizerSpec.Sgd.DEFAULT, Refinements.NONE, 0.2, 3);
        Weights expected = start();
        for (int t = 1; t <= path.size(); t++) {
            double decay = Math.min(0.25, (1.0 + t) / (10.0 + t));
            Weights now = path.get(t - 1);
            expected.values().forEach((name, values) -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (decay * values[i] + (1 - decay) * now.get(name)[i]);
                }
            });
        }
        try (Network network = network()) {
            TrainingStep step = new TrainingStep(network, OptimizerSpec.Sgd.DEFAULT, Refinements.of(spec));
            step.exchangeAverage();
            assertThat(network.weights().get("conv2d.kernel")).isEqualTo(start().get("conv2d.kernel"));
            for (int i = 0; i < path.size(); i++) {
                step.run(INPUTS, TARGETS, COUNT, 0.2, 9);
            }
            step.exchangeAverage();
            network.weights()
                    .values()
                    .forEach((name, values) -> assertThat(values)
                            .as(name)
                            .usingComparatorWithPrecision(2e-6f)
                            .containsExactly(expected.get(name)));
            step.exchangeAverage();
            network.weights()
                    .values()
                    .forEach((name, values) ->
                            assertThat(values).isEqualTo(path.get(2).get(name)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FP32", "BF16"})
    void aRestoredOptimizerGoesOnWithTheSameBits(Precision precision) {
        Refinements all = Refinements.of(
                new Refinement.WeightDecay(5e-4),
                new Refinement.ExponentialAverage(0.9),
                new Refinement.GradientClipping(1),
                new Refinement.SharpnessAware(0.05));
        OptimizerSpec spec = new OptimizerSpec.Sgd(0.9, true);
        ModelArchitecture small = Architectures.named("small");
        float[] inputs = new float[COUNT * small.input().size()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (i * 31 % 97) / 48f - 1;
        }
        float[] targets = new float[COUNT * 7];
        for (int i = 0; i < COUNT; i++) {
            targets[i * 7 + i] = 1;
        }
        try (Network network = new Network(small, Weights.initial(small, 1), precision, 2);
                Network other = new Network(small, Weights.initial(small, 2), precision, 2)) {
            TrainingStep step = new TrainingStep(network, spec, all);
            step.run(inputs, targets, COUNT, 0.01, 1);
            TrainingStep again = new TrainingStep(other, spec, all);
            other.load(network.weights());
            again.restore(step.optimizerState());
            step.run(inputs, targets, COUNT, 0.01, 2);
            again.run(inputs, targets, COUNT, 0.01, 2);
            network.weights()
                    .values()
                    .forEach((name, values) ->
                            assertThat(other.weights().get(name)).isEqualTo(values));
            assertThat(again.optimizerState().average())
                    .isEqualTo(step.optimizerState().average());
        }
    }

    @Test
    void rangesAndDoublesAreRefused() {
        assertThatThrownBy(() -> new Refinement.WeightDecay(0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("weight decay is 0.0, expected above 0 and below 1");
        assertThatThrownBy(() -> new Refinement.GradientClipping(Double.NaN)).hasMessageContaining("a number above 0");
        assertThatThrownBy(() -> new Refinement.ExponentialAverage(1)).hasMessageContaining("above 0 and below 1");
        assertThatThrownBy(() -> new Refinement.SharpnessAware(0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new Refinement.SharpnessAware(0.1, 1))
                .hasMessage("the share of steps before sharpness-aware minimisation is 1.0, expected 0 to below 1");
        assertThatThrownBy(() -> new Refinement.ExponentialAverage(0.9, 0.99, 1.5))
                .hasMessage("the share of steps before the late decay of the weights' average is 1.5, expected 0 to 1");
        assertThatThrownBy(() -> new Refinement.MeasuredStatistics(0))
                .hasMessage("number of steps with measured statistics is 0.0, expected at least 1");
        assertThatThrownBy(() -> new Refinement.DropoutRate(1))
                .hasMessage("dropout rate is 1.0, expected 0 to below 1");
        assertThatThrownBy(() -> Refinements.of(new Refinement.WeightDecay(0.1), new Refinement.WeightDecay(0.2)))
                .hasMessageContaining("stands twice");
    }

    @Test
    void nothingOfAStepStaysInNativeMemory() {
        try (Network network = network()) {
            TrainingStep step = new TrainingStep(
                    network, OptimizerSpec.Sgd.DEFAULT, Refinements.of(new Refinement.SharpnessAware(0.1)));
            step.run(INPUTS, TARGETS, COUNT, 0.01, 1);
            try (PointerScope scope = new PointerScope()) {
                long before = Pointer.totalBytes();
                for (int i = 0; i < 20; i++) {
                    step.run(INPUTS, TARGETS, COUNT, 0.01, i);
                }
                assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(before);
            }
        }
    }
}
