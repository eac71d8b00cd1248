package dev.mien.engine;

import dev.mien.InvalidInputException;
import dev.mien.io.NativeCalls;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Shape;
import dev.mien.nn.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * A network that computes: an architecture with parameters in native memory. {@link #close} frees this memory. Not safe
 * for use by two threads at once.
 */
public final class Network implements AutoCloseable {
    private final ModelArchitecture architecture;
    private final Precision precision;
    private final ParameterStore parameters;
    private final List<Module> modules;
    private final Map<String, ConvolutionModule> convolutions;
    private ConvolutionPlan plan;
    private final Workers workers;
    private final boolean owner;

    /**
     * Makes a network with these weights.
     *
     * @param threads the number of threads for computing, at least 1; it applies to the whole process
     */
    public Network(ModelArchitecture architecture, Weights weights, Precision precision, int threads) {
        NativeCalls.run(() -> Tensors.load(threads));
        this.architecture = architecture;
        this.precision = precision;
        workers = new Workers(threads);
        owner = true;
        try (PointerScope scope = new PointerScope()) {
            parameters = new ParameterStore(architecture, precision);
            ModuleFactory factory = new ModuleFactory(architecture, precision, parameters, workers);
            modules = factory.modules();
            convolutions = factory.convolutions();
        }
        plan = ConvolutionPlan.of(convolutions, ConvolutionModule::rule);
        use(plan);
        load(weights);
    }

    private Network(Network whole, ModelArchitecture smaller) {
        architecture = smaller;
        precision = whole.precision;
        workers = whole.workers;
        parameters = whole.parameters;
        owner = false;
        try (PointerScope scope = new PointerScope()) {
            ModuleFactory factory = new ModuleFactory(smaller, precision, parameters, workers);
            modules = factory.modules();
            convolutions = named(factory.convolutions(), smaller.input());
        }
        plan = ConvolutionPlan.of(convolutions, ConvolutionModule::rule);
        use(plan);
    }

    private static Map<String, ConvolutionModule> named(Map<String, ConvolutionModule> modules, Shape input) {
        Map<String, ConvolutionModule> named = new LinkedHashMap<>();
        modules.forEach((name, module) -> named.put(name + "@" + input.height() + "x" + input.width(), module));
        return named;
    }

    /**
     * Makes a network with the very same parameters for pictures of another size. What one of them learns, the other
     * has learned too. The convolutions of the new network have their own names in plans, such as {@code conv2d@32x32}.
     * It must be closed before this one.
     *
     * @throws InvalidInputException if the number of the architecture's parameters depends on the size of the pictures
     */
    public Network on(int height, int width) {
        return new Network(this, architecture.on(height, width));
    }

    /** The version of libtorch's build, for run configurations, or {@code unknown}. */
    public static String torchVersion() {
        return NativeLibrary.version();
    }

    public ModelArchitecture architecture() {
        return architecture;
    }

    public Precision precision() {
        return precision;
    }

    /** The algorithms that the convolutions use. At first a fixed rule chooses them. */
    public ConvolutionPlan plan() {
        return plan;
    }

    /**
     * Uses other algorithms from now on. Their results differ in the last digits.
     *
     * @throws InvalidInputException if the plan lacks a convolution of this network, or names an algorithm that does
     *     not compute it
     */
    public void use(ConvolutionPlan chosen) {
        convolutions.forEach((name, module) -> module.use(chosen.of(name)));
        plan = chosen;
    }

    /**
     * Times the algorithms on each convolution, and uses the fastest. This takes a few seconds.
     *
     * @param batch the number of pictures in a training step
     */
    public ConvolutionPlan measure(int batch) {
        use(NativeCalls.during(() -> ConvolutionPlan.of(convolutions, module -> module.measure(batch))));
        return plan;
    }

    /**
     * Uses the algorithms that are fast if the network only answers. A rule chooses them, so that the same weights
     * always give the same answers on a machine.
     */
    public void useForAnswers() {
        use(ConvolutionPlan.of(convolutions, ConvolutionModule::answeringRule));
    }

    Workers workers() {
        return workers;
    }

    ParameterStore parameters() {
        return parameters;
    }

    /** A copy of all parameters. */
    public Weights weights() {
        Map<String, float[]> values = new LinkedHashMap<>();
        try (PointerScope scope = new PointerScope()) {
            for (String name : parameters.names()) {
                values.put(name, Tensors.toArray(parameters.slot(name).value()));
            }
        }
        return new Weights(values);
    }

    /** Replaces all parameters. */
    public void load(Weights weights) {
        weights.requireFit(architecture, "the given set");
        try (PointerScope scope = new PointerScope()) {
            for (String name : parameters.names()) {
                ParameterStore.Slot slot = parameters.slot(name);
                long[] sizes = slot.parameter().shape().stream()
                        .mapToLong(Integer::longValue)
                        .toArray();
                slot.value().copy_(torch.from_blob(new FloatPointer(weights.get(name)), sizes));
            }
            parameters.refreshWorkingCopy();
        }
    }

    /** The part of the loss that depends only on the weights: the sum of l2 times the squared kernels. */
    public double penalty() {
        try (PointerScope scope = new PointerScope()) {
            return parameters.penalty();
        }
    }

    /**
     * Computes the class probabilities of pictures, one head after the other.
     *
     * @param inputs scaled pixels, sample after sample, row by row
     * @param count number of pictures, at least 1
     * @return count x {@link ModelArchitecture#outputs()}
     */
    public float[][] probabilities(float[] inputs, int count) {
        return NativeCalls.during(() -> answers(inputs, count));
    }

    private float[][] answers(float[] inputs, int count) {
        try (PointerScope scope = new PointerScope()) {
            return SoftmaxCrossEntropy.probabilities(
                    Tensors.toArray(forward(inputs, count, Pass.INFERENCE)), count, architecture.heads());
        }
    }

    /**
     * Measures the moving statistics of the normalisations on pictures, batch by batch. They are the mean over the
     * batches so far.
     *
     * @param inputs scaled pixels, sample after sample, row by row
     * @param count number of pictures, at least 1
     * @param batch the number of the batch from 1; the first batch replaces the earlier statistics
     * @param seed the seed of dropout
     */
    public void measureStatistics(float[] inputs, int count, int batch, long seed) {
        NativeCalls.run(() -> {
            try (PointerScope scope = new PointerScope()) {
                forward(inputs, count, new Pass(true, seed, (batch - 1.0) / batch));
            }
        });
    }

    /** Computes the outputs before the softmax, in the caller's scope. */
    Tensor forward(float[] inputs, int count, Pass pass) {
        int height = architecture.input().height();
        int width = architecture.input().width();
        if (inputs.length < (long) count * height * width) {
            throw new IllegalArgumentException(
                    inputs.length + " pixels are not " + count + " pictures of " + width + "x" + height);
        }
        Tensor batch = torch.from_blob(
                        new FloatPointer(inputs),
                        new long[] {count, 1, height, width},
                        new long[] {(long) height * width, 1, width, 1},
                        new TensorOptions(Tensors.FLOAT))
                .to(Tensors.type(precision));
        for (Module module : modules) {
            batch = module.forward(batch, pass);
        }
        return batch;
    }

    /** Computes the gradients of the parameters from the gradient of the outputs. */
    void backward(Tensor ofOutputs) {
        Tensor gradient = ofOutputs;
        for (int i = modules.size() - 1; i >= 0; i--) {
            gradient = modules.get(i).backward(gradient);
        }
    }

    @Override
    public void close() {
        convolutions.values().forEach(ConvolutionModule::close);
        if (owner) {
            workers.close();
            parameters.close();
        }
    }
}
