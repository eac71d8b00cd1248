package dev.mien.engine;

import dev.mien.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The algorithms that can compute one convolution. Each is made when it is asked for, since some hold much memory. */
final class ConvolutionAlgorithms implements AutoCloseable {
    private static final int[] WINOGRAD_OUTPUTS = {4, 3, 2};
    private static final int LARGEST_UNFOLDED = 12;
    private static final int FEWEST_WINOGRAD_CHANNELS = 32;
    private static final int SMALL_SIDE = 6;
    private static final int MANY_CHANNELS = 128;
    private static final double FEWEST_TIMED_PRODUCTS = 1e9;

    private final ConvolutionAlgorithm.Layer layer;
    private final Precision precision;
    private final Workers workers;
    private final Map<String, ConvolutionAlgorithm> made = new LinkedHashMap<>();

    ConvolutionAlgorithms(ConvolutionAlgorithm.Layer layer, Precision precision, Workers workers) {
        this.layer = layer;
        this.precision = precision;
        this.workers = workers;
    }

    ConvolutionAlgorithm direct() {
        return named(DirectConvolution.LABEL);
    }

    /** @throws InvalidInputException where no algorithm of that label computes this layer */
    ConvolutionAlgorithm named(String label) {
        return made.computeIfAbsent(label, this::make);
    }

    private ConvolutionAlgorithm make(String label) {
        if (label.equals(DirectConvolution.LABEL)) {
            return new DirectConvolution(layer);
        }
        if (label.equals(UnfoldedConvolution.LABEL)) {
            return new UnfoldedConvolution(layer);
        }
        for (int outputs : WINOGRAD_OUTPUTS) {
            if (label.equals(WinogradConvolution.label(outputs))
                    && WinogradConvolution.fits(layer, outputs, precision)) {
                return new WinogradConvolution(layer, outputs, workers);
            }
        }
        throw new InvalidInputException("no convolution algorithm '" + label + "' computes this layer at "
                + precision.label() + "; there are " + labels());
    }

    /** The labels of those that may be the fastest. */
    List<String> labels() {
        List<String> labels = new ArrayList<>(List.of(DirectConvolution.LABEL));
        if (layer.side() > 1 && Math.max(layer.height(), layer.width()) <= LARGEST_UNFOLDED) {
            labels.add(UnfoldedConvolution.LABEL);
        }
        if (layer.channels() >= FEWEST_WINOGRAD_CHANNELS) {
            Arrays.stream(WINOGRAD_OUTPUTS)
                    .filter(outputs -> WinogradConvolution.fits(layer, outputs, precision))
                    .boxed()
                    .min(Comparator.comparingInt(this::multiplications))
                    .ifPresent(outputs -> labels.add(WinogradConvolution.label(outputs)));
        }
        return labels;
    }

    /** Of one channel by one filter. */
    private int multiplications(int outputs) {
        int size = outputs + Math.toIntExact(layer.side()) - 1;
        int rows = (layer.height() + outputs - 1) / outputs;
        int columns = (layer.width() + outputs - 1) / outputs;
        return rows * columns * size * size;
    }

    /** What is good on most machines, and always the same. */
    ConvolutionPlan.Choice rule() {
        boolean small =
                layer.height() <= SMALL_SIDE && layer.width() <= SMALL_SIDE && layer.channels() >= MANY_CHANNELS;
        return small && precision == Precision.BF16
                ? new ConvolutionPlan.Choice(
                        UnfoldedConvolution.LABEL, UnfoldedConvolution.LABEL, UnfoldedConvolution.LABEL)
                : ConvolutionPlan.Choice.DIRECT;
    }

    /** Frees the memory of all that a choice does not name. */
    void keepOnly(ConvolutionPlan.Choice choice) {
        for (String label : List.copyOf(made.keySet())) {
            if (!choice.names(label)) {
                discard(label);
            }
        }
    }

    private void discard(String label) {
        ConvolutionAlgorithm algorithm = made.remove(label);
        if (algorithm != null) {
            algorithm.close();
        }
    }

    @Override
    public void close() {
        List.copyOf(made.keySet()).forEach(this::discard);
    }

    /** The fastest where there is much to win; what the rule says where a convolution is too small to time it well. */
    ConvolutionPlan.Choice chosen(int batch, boolean ofInput) {
        double products = (double) batch * layer.height() * layer.width() * layer.side() * layer.side();
        return products * layer.channels() * layer.filters() < FEWEST_TIMED_PRODUCTS ? rule() : fastest(batch, ofInput);
    }

    /**
     * Times what there is on random numbers.
     *
     * @param batch number of samples
     * @param ofInput whether the input's gradient will be asked for
     */
    ConvolutionPlan.Choice fastest(int batch, boolean ofInput) {
        List<Timing> timings = new ArrayList<>();
        for (String label : labels()) {
            timings.add(time(named(label), batch, ofInput));
            discard(label);
        }
        String inputGradient = timings.get(0).label();
        double best = Double.MAX_VALUE;
        for (Timing timing : timings) {
            if (ofInput && timing.inputGradient() < best) {
                best = timing.inputGradient();
                inputGradient = timing.label();
            }
        }
        return fastest(timings, inputGradient);
    }

    private static ConvolutionPlan.Choice fastest(List<Timing> timings, String inputGradient) {
        double best = Double.MAX_VALUE;
        ConvolutionPlan.Choice choice = ConvolutionPlan.Choice.DIRECT;
        for (Timing forward : timings) {
            for (Timing gradient : timings) {
                double seconds = forward.forward()
                        + (forward == gradient ? gradient.keptKernelGradient() : gradient.kernelGradient());
                if (seconds < best) {
                    best = seconds;
                    choice = new ConvolutionPlan.Choice(forward.label(), gradient.label(), inputGradient);
                }
            }
        }
        return choice;
    }

    /**
     * Seconds that an algorithm takes.
     *
     * @param keptKernelGradient after its own forward pass
     * @param kernelGradient after another's
     */
    private record Timing(
            String label, double forward, double keptKernelGradient, double kernelGradient, double inputGradient) {}

    /** The second time counts: the first allocates and compiles. */
    private Timing time(ConvolutionAlgorithm algorithm, int batch, boolean ofInput) {
        try (PointerScope scope = new PointerScope()) {
            Tensor input = random(batch, layer.channels());
            Tensor ofSums = random(batch, layer.filters());
            once(algorithm, input, ofSums, ofInput);
            return once(algorithm, input, ofSums, ofInput);
        }
    }

    private static Timing once(ConvolutionAlgorithm algorithm, Tensor input, Tensor ofSums, boolean ofInput) {
        try (PointerScope scope = new PointerScope()) {
            double forward = seconds(() -> algorithm.forward(input, true));
            double kept = seconds(() -> algorithm.kernelGradient(input, ofSums));
            double ofInputs = ofInput ? seconds(() -> algorithm.inputGradient(ofSums)) : 0;
            double alone = seconds(() -> algorithm.kernelGradient(input, ofSums));
            return new Timing(algorithm.label(), forward, kept, alone, ofInputs);
        }
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private Tensor random(int batch, long channels) {
        Tensor values = torch.randn(batch, channels, layer.height(), layer.width());
        return Tensors.channelsLast(values.to(Tensors.type(precision)));
    }
}
