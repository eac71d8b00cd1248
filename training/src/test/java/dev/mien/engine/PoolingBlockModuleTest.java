package dev.mien.engine;

import static dev.mien.engine.Closeness.close;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.nn.Activation;
import dev.mien.nn.Layer;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the block with the definition of its four layers, computed in double precision. */
class PoolingBlockModuleTest {
    private static final int COUNT = 5;
    private static final Shape SIZE = Shape.maps(6, 8, 4);
    private static final double EPSILON = Layer.BatchNormalization.EPSILON;
    private static final ModelArchitecture ARCHITECTURE = new ModelArchitecture(
            "block",
            Shape.maps(6, 8, 1),
            List.of(
                    new Layer.Conv2d(4, 3, Activation.RELU, 0),
                    new Layer.BatchNormalization(),
                    new Layer.MaxPooling2d(),
                    new Layer.Flatten(),
                    new Layer.Dense(7, Activation.SOFTMAX)));

    private final SplittableRandom random = new SplittableRandom(3);

    /** The results of both passes, with values in the order N, H, W, C. */
    private record Results(
            float[] output, float[] ofInput, float[] ofGamma, float[] ofBeta, float[] mean, float[] variance) {}

    @ParameterizedTest
    @CsvSource({"FP32,1", "FP32,3", "BF16,1", "BF16,2"})
    void equalsItsLayersInDoublePrecision(Precision precision, int threads) {
        float[] sums = values(COUNT * SIZE.size());
        float[] gradient = values(COUNT * SIZE.size() / 4);
        float[] gamma = {1.5f, -0.7f, 0.2f, 1};
        float[] beta = {0.1f, -0.3f, 2, 0};
        Results actual = run(precision, threads, 0, sums, gradient, gamma, beta);
        Results expected = reference(rounded(sums, precision), rounded(gradient, precision), gamma, beta);
        double tolerance = precision == Precision.FP32 ? 2e-6 : 1e-2;
        close(actual.output(), expected.output(), tolerance);
        close(actual.ofInput(), expected.ofInput(), tolerance);
        close(actual.ofGamma(), expected.ofGamma(), 2e-6);
        close(actual.ofBeta(), expected.ofBeta(), 2e-6);
        close(actual.mean(), expected.mean(), 2e-6);
        close(actual.variance(), expected.variance(), 2e-6);
    }

    @Test
    void threadsDoNotChangeABit() {
        float[] sums = values(COUNT * SIZE.size());
        float[] gradient = values(COUNT * SIZE.size() / 4);
        float[] ones = {1, 1, 1, 1};
        assertThat(run(Precision.FP32, 1, 0.25, sums, gradient, ones, ones))
                .usingRecursiveComparison()
                .isEqualTo(run(Precision.FP32, 3, 0.25, sums, gradient, ones, ones));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FP32", "BF16"})
    void whatIsDroppedGivesNothingAndGetsNothing(Precision precision) {
        float[] sums = values(COUNT * SIZE.size());
        float[] gradient = values(COUNT * SIZE.size() / 4);
        float[] gamma = {1, 1, 1, 1};
        float[] beta = {9, 9, 9, 9};
        Results whole = run(precision, 2, 0, sums, gradient, gamma, beta);
        Results dropped = run(precision, 2, 0.25, sums, gradient, gamma, beta);
        double sumOfKept = 0;
        int zeros = 0;
        for (int i = 0; i < whole.output().length; i++) {
            boolean drop = dropped.output()[i] == 0;
            zeros += drop ? 1 : 0;
            sumOfKept += drop ? 0 : rounded(gradient, precision)[i] / 0.75;
            if (!drop) {
                assertThat(dropped.output()[i]).isCloseTo(whole.output()[i] / 0.75f, within(0.1f));
            }
        }
        assertThat(zeros).isBetween(30, 90);
        double ofBeta = 0;
        for (float channel : dropped.ofBeta()) {
            ofBeta += channel;
        }
        assertThat(ofBeta).isCloseTo(sumOfKept, within(1e-4));
    }

    private float[] values(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian(0.2, 1);
        }
        return values;
    }

    private static float[] rounded(float[] values, Precision precision) {
        try (PointerScope scope = new PointerScope()) {
            return Tensors.toArray(maps(values, values.length, 1, 1, 1).to(Tensors.type(precision)));
        }
    }

    private static Tensor maps(float[] values, long n, long height, long width, long channels) {
        return torch.from_blob(new FloatPointer(values), new long[] {n, height, width, channels})
                .clone()
                .permute(0, 3, 1, 2);
    }

    private static Results run(
            Precision precision,
            int threads,
            double rate,
            float[] sums,
            float[] gradient,
            float[] gamma,
            float[] beta) {
        Tensors.load(1);
        try (PointerScope scope = new PointerScope();
                Workers workers = new Workers(threads);
                ParameterStore store = new ParameterStore(ARCHITECTURE, precision)) {
            Normalization normalization = new Normalization(
                    store.slot("batch_normalization.gamma"),
                    store.slot("batch_normalization.beta"),
                    store.slot("batch_normalization.moving_mean").value(),
                    store.slot("batch_normalization.moving_variance").value());
            Tensors.floats(normalization.gamma().value()).put(gamma);
            Tensors.floats(normalization.beta().value()).put(beta);
            PoolingBlockModule block = new PoolingBlockModule(normalization, SIZE, rate, 1, precision, workers);
            Tensor output = block.forward(
                    maps(sums, COUNT, SIZE.height(), SIZE.width(), SIZE.channels())
                            .to(Tensors.type(precision)),
                    new Pass(true, 11));
            float[] outputs = Tensors.toArray(output.permute(0, 2, 3, 1));
            Tensor ofInput = block.backward(maps(gradient, COUNT, SIZE.height() / 2, SIZE.width() / 2, SIZE.channels())
                    .to(Tensors.type(precision)));
            return new Results(
                    outputs,
                    Tensors.toArray(ofInput.permute(0, 2, 3, 1)),
                    Tensors.toArray(normalization.gamma().gradient()),
                    Tensors.toArray(normalization.beta().gradient()),
                    Tensors.toArray(normalization.movingMean()),
                    Tensors.toArray(normalization.movingVariance()));
        }
    }

    /** Computes each layer by its definition, in double precision. */
    private static Results reference(float[] sums, float[] gradient, float[] gamma, float[] beta) {
        int channels = SIZE.channels();
        int pixels = COUNT * SIZE.height() * SIZE.width();
        double[] normalised = new double[sums.length];
        double[] ofNormalised = new double[sums.length];
        float[] output = new float[gradient.length];
        float[] mean = new float[channels];
        float[] variance = new float[channels];
        double[] deviation = new double[channels];
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            double squares = 0;
            for (int p = 0; p < pixels; p++) {
                sum += Math.max(0, sums[p * channels + c]);
            }
            for (int p = 0; p < pixels; p++) {
                squares += Math.pow(Math.max(0, sums[p * channels + c]) - sum / pixels, 2);
            }
            deviation[c] = Math.sqrt(squares / pixels + EPSILON);
            mean[c] = (float) (0.01 * sum / pixels);
            variance[c] = (float) (0.01 * squares / pixels);
            for (int p = 0; p < pixels; p++) {
                normalised[p * channels + c] = (Math.max(0, sums[p * channels + c]) - sum / pixels) / deviation[c];
            }
        }
        for (int i = 0; i < output.length; i++) {
            int c = i % channels;
            int best = window(i)[0];
            for (int candidate : window(i)) {
                best = gamma[c] * normalised[candidate] > gamma[c] * normalised[best] ? candidate : best;
            }
            output[i] = (float) (gamma[c] * normalised[best] + beta[c]);
            ofNormalised[best] += gradient[i];
        }
        float[] ofGamma = new float[channels];
        float[] ofBeta = new float[channels];
        float[] ofInput = new float[sums.length];
        for (int c = 0; c < channels; c++) {
            double dot = 0;
            double total = 0;
            for (int p = 0; p < pixels; p++) {
                dot += ofNormalised[p * channels + c] * normalised[p * channels + c];
                total += ofNormalised[p * channels + c];
            }
            ofGamma[c] = (float) dot;
            ofBeta[c] = (float) total;
            for (int p = 0; p < pixels; p++) {
                int i = p * channels + c;
                double ofRectified =
                        gamma[c] / deviation[c] * (ofNormalised[i] - total / pixels - normalised[i] * dot / pixels);
                ofInput[i] = sums[i] > 0 ? (float) ofRectified : 0;
            }
        }
        return new Results(output, ofInput, ofGamma, ofBeta, mean, variance);
    }

    /** The four indices of the input for an index of the output. */
    private static int[] window(int output) {
        int c = output % SIZE.channels();
        int column = output / SIZE.channels() % (SIZE.width() / 2);
        int row = output / SIZE.channels() / (SIZE.width() / 2);
        int image = row / (SIZE.height() / 2);
        int first = ((image * SIZE.height() + 2 * (row % (SIZE.height() / 2))) * SIZE.width() + 2 * column)
                        * SIZE.channels()
                + c;
        int below = SIZE.width() * SIZE.channels();
        return new int[] {first, first + SIZE.channels(), first + below, first + below + SIZE.channels()};
    }
}
