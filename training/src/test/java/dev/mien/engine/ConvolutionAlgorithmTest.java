package dev.mien.engine;

import static dev.mien.engine.Closeness.close;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import dev.mien.nn.Activation;
import dev.mien.nn.Architectures;
import dev.mien.nn.Layer;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Padding;
import dev.mien.nn.SamePadding;
import dev.mien.nn.Shape;
import dev.mien.nn.Weights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares each algorithm with the definition of a convolution and of its gradients, computed in double precision. */
class ConvolutionAlgorithmTest {
    private final SplittableRandom random = new SplittableRandom(5);

    /** A convolution's operands: N, H, W, C and filters, rows, columns, C. */
    private record Problem(
            int count,
            int height,
            int width,
            int channels,
            int filters,
            int side,
            int stride,
            float[] input,
            float[] kernel,
            float[] bias,
            float[] ofSums) {
        int index(int n, int y, int x, int c) {
            return ((n * height + y) * width + x) * channels + c;
        }

        int outputIndex(int n, int y, int x, int f) {
            return ((n * rows().outputs() + y) * columns().outputs() + x) * filters + f;
        }

        SamePadding rows() {
            return SamePadding.of(height, side, stride);
        }

        SamePadding columns() {
            return SamePadding.of(width, side, stride);
        }

        int kernelIndex(int f, int u, int v, int c) {
            return ((f * side + u) * side + v) * channels + c;
        }
    }

    private record Results(float[] sums, float[] ofKernel, float[] ofBias, float[] ofInput) {}

    @ParameterizedTest(name = "{0} {1} {2}x{3} {4}->{5} kernel {6}")
    @CsvSource({
        "direct,FP32,6,6,4,6,3",
        "direct,FP32,5,7,1,3,5",
        "unfolded,FP32,6,6,4,6,3",
        "unfolded,FP32,5,7,2,3,5",
        "unfolded,BF16,6,6,4,6,3",
        "winograd-2,FP32,6,6,4,6,3",
        "winograd-3,FP32,6,6,4,6,3",
        "winograd-4,FP32,12,12,4,6,3",
        "winograd-4,FP32,7,10,3,5,3",
        "winograd-3,FP32,3,3,16,8,3",
        "winograd-2,FP32,9,9,2,3,5",
        "winograd-3,FP32,24,24,4,4,5",
        "winograd-4,FP32,9,6,2,3,5",
        "winograd-6,FP32,12,12,16,8,3",
        "winograd-6,FP32,7,10,3,5,3",
    })
    void equalsTheDefinition(
            String label, Precision precision, int height, int width, int channels, int filters, int side) {
        Problem problem = problem(3, height, width, channels, filters, side);
        Results expected = reference(problem);
        double tolerance = precision == Precision.BF16 ? 2e-2 : 2e-5;
        allClose(run(problem, precision, label, true), expected, tolerance);
        allClose(run(problem, precision, label, false), expected, tolerance);
    }

    /** Each side has equally many zeros at both ends, or one fewer at the beginning, or no zeros. */
    @ParameterizedTest(name = "{0} {1}x{2} {3}->{4} kernel {5} stride {6}")
    @CsvSource({
        "FP32,6,6,4,6,3,2",
        "FP32,7,6,1,4,5,2",
        "FP32,5,7,2,3,5,2",
        "FP32,8,9,4,4,3,3",
        "FP32,6,7,4,4,1,2",
        "BF16,6,6,4,6,3,2",
        "BF16,6,7,4,6,5,2"
    })
    void stridesAreThoseOfTheDefinition(
            Precision precision, int height, int width, int channels, int filters, int side, int stride) {
        Problem problem = problem(3, height, width, channels, filters, side, stride);
        double tolerance = precision == Precision.BF16 ? 2e-2 : 2e-5;
        allClose(run(problem, precision, "direct", true), reference(problem), tolerance);
        assertThatThrownBy(() -> run(problem, precision, "unfolded", true))
                .hasMessageContaining("no convolution algorithm 'unfolded' computes this layer at " + precision.label()
                        + "; there are [direct]");
        assertThatThrownBy(() -> run(problem, precision, "winograd-2", true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("there are [direct]");
    }

    /**
     * Data that an algorithm keeps between passes must not outlive the kernel, the batch or the pass to which it
     * belongs.
     */
    @ParameterizedTest
    @CsvSource({"direct,true", "unfolded,true", "winograd-2,true", "winograd-4,true", "winograd-6,false", "direct,false"
    })
    void stepsWithOtherKernelsAndBatchesDoNotSeeEachOther(String label, boolean biased) {
        Tensors.load(1);
        Problem[] problems = {
            problem(3, 12, 12, 4, 6, 3),
            problem(2, 12, 12, 4, 6, 3),
            problem(3, 12, 12, 4, 6, 3),
            problem(3, 12, 12, 4, 6, 3)
        };
        ModelArchitecture architecture = architecture(problems[0]);
        try (Workers workers = new Workers(2);
                ParameterStore store = new ParameterStore(architecture, Precision.FP32)) {
            ConvolutionAlgorithm.Layer layer = new ConvolutionAlgorithm.Layer(
                    store.slot("conv2d.kernel"),
                    biased ? Optional.of(store.slot("conv2d.bias")) : Optional.empty(),
                    12,
                    12,
                    1,
                    Padding.SAME);
            try (ConvolutionAlgorithms algorithms = new ConvolutionAlgorithms(layer, Precision.FP32, workers)) {
                for (Problem problem : problems) {
                    allClose(step(algorithms.named(label), layer, problem), reference(problem, biased), 2e-5);
                }
            }
        }
    }

    /** A step that is interrupted by an inference on other pictures. */
    private static Results step(ConvolutionAlgorithm algorithm, ConvolutionAlgorithm.Layer layer, Problem p) {
        try (PointerScope scope = new PointerScope()) {
            Tensors.floats(layer.kernel().value()).put(p.kernel());
            layer.bias().ifPresent(slot -> Tensors.floats(slot.value()).put(p.bias()));
            Tensor input = input(p, Precision.FP32);
            Tensor ofSums = ofSums(p, Precision.FP32);
            float[] sums = rows(algorithm.forward(input, true));
            algorithm.forward(input.neg(), false);
            algorithm.kernelGradient(input, ofSums);
            return new Results(
                    sums,
                    rows(layer.kernel().gradient()),
                    layer.bias().map(slot -> Tensors.toArray(slot.gradient())).orElseGet(() -> new float[p.filters()]),
                    rows(algorithm.inputGradient(ofSums)));
        }
    }

    private static Results reference(Problem p, boolean biased) {
        Problem free = new Problem(
                p.count(),
                p.height(),
                p.width(),
                p.channels(),
                p.filters(),
                p.side(),
                p.stride(),
                p.input(),
                p.kernel(),
                new float[p.filters()],
                p.ofSums());
        Results results = reference(biased ? p : free);
        return biased
                ? results
                : new Results(results.sums(), results.ofKernel(), new float[p.filters()], results.ofInput());
    }

    @ParameterizedTest
    @CsvSource({"winograd-4,1,2", "winograd-4,2,3", "winograd-3,1,3"})
    void threadsDoNotChangeABit(String label, int threads, int others) {
        Problem problem = problem(3, 12, 12, 4, 6, 3);
        assertThat(run(problem, Precision.FP32, label, true, threads))
                .usingRecursiveComparison()
                .isEqualTo(run(problem, Precision.FP32, label, true, others));
    }

    @ParameterizedTest
    @CsvSource({"2,3", "3,3", "4,3", "2,5", "3,5", "4,5", "6,3"})
    void theMatricesComputeACorrelation(int outputs, int taps) {
        WinogradMatrices matrices = WinogradMatrices.of(outputs, taps);
        double[] data = random.doubles(matrices.size(), -1, 1).toArray();
        double[] filter = random.doubles(taps, -1, 1).toArray();
        double[] transformed = product(matrices.ofInput(), data);
        double[] ofTaps = product(matrices.ofTaps(), filter);
        for (int i = 0; i < transformed.length; i++) {
            transformed[i] *= ofTaps[i];
        }
        double[] result = product(matrices.toOutput(), transformed);
        for (int i = 0; i < outputs; i++) {
            double expected = 0;
            for (int k = 0; k < taps; k++) {
                expected += data[i + k] * filter[k];
            }
            assertThat(result[i]).isCloseTo(expected, within(1e-5));
        }
    }

    private static double[] product(float[][] matrix, double[] vector) {
        double[] result = new double[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < vector.length; j++) {
                result[i] += matrix[i][j] * vector[j];
            }
        }
        return result;
    }

    @Test
    void measuringChoosesForEachConvolutionAndThePlanCanBeUsedAgain() {
        ModelArchitecture architecture = new ModelArchitecture(
                "wide",
                Shape.maps(8, 8, 1),
                List.of(
                        new Layer.Conv2d(32, 3, Activation.RELU, 0),
                        new Layer.Conv2d(32, 3, Activation.RELU, 0),
                        new Layer.Flatten(),
                        new Layer.Dense(7, Activation.SOFTMAX)));
        Weights weights = Weights.initial(architecture, 1);
        try (Network network = new Network(architecture, weights, Precision.FP32, 1);
                Network other = new Network(architecture, weights, Precision.FP32, 1)) {
            assertThat(network.measure(4).choices()).containsOnlyKeys("conv2d", "conv2d_1");
            assertThat(network.plan()).as("too small to be timed").isEqualTo(other.plan());
            assertThat(other.plan().choices().values()).containsOnly(ConvolutionPlan.Choice.DIRECT);
            float[] pictures = new float[2 * 64];
            pictures[9] = 1;
            float[] direct = other.probabilities(pictures, 2)[0];
            other.use(new ConvolutionPlan(Map.of(
                    "conv2d",
                    ConvolutionPlan.Choice.DIRECT,
                    "conv2d_1",
                    new ConvolutionPlan.Choice("winograd-4", "winograd-4", "winograd-4"))));
            assertThat(other.probabilities(pictures, 2)[0])
                    .usingComparatorWithPrecision(1e-5f)
                    .containsExactly(direct);
        }
    }

    @ParameterizedTest
    @CsvSource({"FP32,12,32,1", "BF16,6,32,1", "FP32,3,16,1", "FP32,12,32,2", "BF16,6,32,2"})
    void timingNamesAlgorithmsThatThereAre(Precision precision, int side, int channels, int stride) {
        Tensors.load(1);
        ModelArchitecture architecture = architecture(problem(1, side, side, channels, 16, 3, stride));
        try (PointerScope scope = new PointerScope();
                Workers workers = new Workers(2);
                ParameterStore store = new ParameterStore(architecture, precision)) {
            ConvolutionAlgorithm.Layer layer = new ConvolutionAlgorithm.Layer(
                    store.slot("conv2d.kernel"),
                    Optional.of(store.slot("conv2d.bias")),
                    side,
                    side,
                    stride,
                    Padding.SAME);
            try (ConvolutionAlgorithms algorithms = new ConvolutionAlgorithms(layer, precision, workers)) {
                ConvolutionPlan.Choice choice = algorithms.fastest(2, true);
                assertThat(algorithms.labels())
                        .contains("direct", choice.forward(), choice.kernelGradient(), choice.inputGradient());
            }
        }
    }

    @Test
    void aPlanThatDoesNotFitIsRefused() {
        ModelArchitecture small = Architectures.named("small");
        try (Network network = new Network(small, Weights.initial(small, 1), Precision.BF16, 1)) {
            assertThatThrownBy(() -> network.use(new ConvolutionPlan(Map.of())))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(
                            "the plan of convolution algorithms says nothing about 'conv2d', it has []; it belongs to"
                                    + " another architecture");
            assertThatThrownBy(() -> network.use(new ConvolutionPlan(
                            Map.of("conv2d", new ConvolutionPlan.Choice("fast", "direct", "direct")))))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(
                            "no convolution algorithm 'fast' computes this layer at bf16; there are [direct");
        }
    }

    private Problem problem(int count, int height, int width, int channels, int filters, int side) {
        return problem(count, height, width, channels, filters, side, 1);
    }

    private Problem problem(int count, int height, int width, int channels, int filters, int side, int stride) {
        int outputs = SamePadding.of(height, side, stride).outputs()
                * SamePadding.of(width, side, stride).outputs();
        return new Problem(
                count,
                height,
                width,
                channels,
                filters,
                side,
                stride,
                values(count * height * width * channels),
                values(filters * side * side * channels),
                values(filters),
                values(count * outputs * filters));
    }

    private float[] values(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = Math.round(random.nextGaussian() * 64) / 64f;
        }
        return values;
    }

    private static Results run(Problem problem, Precision precision, String label, boolean ownForward) {
        return run(problem, precision, label, ownForward, 2);
    }

    private static Results run(Problem p, Precision precision, String label, boolean ownForward, int threads) {
        Tensors.load(1);
        ModelArchitecture architecture = architecture(p);
        try (PointerScope scope = new PointerScope();
                Workers workers = new Workers(threads);
                ParameterStore store = new ParameterStore(architecture, precision)) {
            ConvolutionAlgorithm.Layer layer = new ConvolutionAlgorithm.Layer(
                    store.slot("conv2d.kernel"),
                    Optional.of(store.slot("conv2d.bias")),
                    p.height(),
                    p.width(),
                    p.stride(),
                    Padding.SAME);
            Tensors.floats(layer.kernel().value()).put(p.kernel());
            Tensors.floats(layer.bias().orElseThrow().value()).put(p.bias());
            store.refreshWorkingCopy();
            try (ConvolutionAlgorithms algorithms = new ConvolutionAlgorithms(layer, precision, workers)) {
                ConvolutionAlgorithm algorithm = algorithms.named(label);
                Tensor input = input(p, precision);
                Tensor ofSums = ofSums(p, precision);
                float[] sums = ownForward
                        ? rows(algorithm.forward(input, true))
                        : reference(p).sums();
                algorithm.kernelGradient(input, ofSums);
                return new Results(
                        sums,
                        rows(layer.kernel().gradient()),
                        Tensors.toArray(layer.bias().orElseThrow().gradient()),
                        rows(algorithm.inputGradient(ofSums)));
            }
        }
    }

    private static ModelArchitecture architecture(Problem p) {
        return new ModelArchitecture(
                "one",
                Shape.maps(p.height(), p.width(), p.channels()),
                List.of(
                        new Layer.Conv2d(p.filters(), p.side(), p.stride(), Activation.NONE, 0, true),
                        new Layer.Flatten(),
                        new Layer.Dense(7, Activation.SOFTMAX)));
    }

    private static float[] rows(Tensor maps) {
        return Tensors.toArray(maps.permute(0, 2, 3, 1));
    }

    private static Tensor input(Problem p, Precision precision) {
        return maps(p.input(), precision, p.count(), p.height(), p.width(), p.channels());
    }

    private static Tensor ofSums(Problem p, Precision precision) {
        return maps(
                p.ofSums(),
                precision,
                p.count(),
                p.rows().outputs(),
                p.columns().outputs(),
                p.filters());
    }

    /** @param sizes samples, rows, columns, channels */
    private static Tensor maps(float[] values, Precision precision, long... sizes) {
        return torch.from_blob(new FloatPointer(values), sizes)
                .clone()
                .permute(0, 3, 1, 2)
                .to(Tensors.type(precision));
    }

    private static Results reference(Problem p) {
        double[] sums = new double[p.ofSums().length];
        double[] ofKernel = new double[p.kernel().length];
        double[] ofBias = new double[p.filters()];
        double[] ofInput = new double[p.input().length];
        for (int n = 0; n < p.count(); n++) {
            for (int y = 0; y < p.rows().outputs(); y++) {
                for (int x = 0; x < p.columns().outputs(); x++) {
                    for (int f = 0; f < p.filters(); f++) {
                        int output = p.outputIndex(n, y, x, f);
                        sums[output] += p.bias()[f];
                        ofBias[f] += p.ofSums()[output];
                        position(p, n, y, x, f, sums, ofKernel, ofInput);
                    }
                }
            }
        }
        return new Results(floats(sums), floats(ofKernel), floats(ofBias), floats(ofInput));
    }

    private static void position(
            Problem p, int n, int y, int x, int f, double[] sums, double[] ofKernel, double[] ofInput) {
        int output = p.outputIndex(n, y, x, f);
        for (int u = 0; u < p.side(); u++) {
            for (int v = 0; v < p.side(); v++) {
                int row = y * p.stride() + u - p.rows().before();
                int column = x * p.stride() + v - p.columns().before();
                if (row < 0 || row >= p.height() || column < 0 || column >= p.width()) {
                    continue;
                }
                for (int c = 0; c < p.channels(); c++) {
                    int input = p.index(n, row, column, c);
                    int kernel = p.kernelIndex(f, u, v, c);
                    sums[output] += (double) p.input()[input] * p.kernel()[kernel];
                    ofKernel[kernel] += (double) p.input()[input] * p.ofSums()[output];
                    ofInput[input] += (double) p.ofSums()[output] * p.kernel()[kernel];
                }
            }
        }
    }

    private static float[] floats(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }

    private static void allClose(Results actual, Results expected, double relative) {
        close(actual.sums(), expected.sums(), relative);
        close(actual.ofKernel(), expected.ofKernel(), relative);
        close(actual.ofBias(), expected.ofBias(), relative);
        close(actual.ofInput(), expected.ofInput(), relative);
    }
}
