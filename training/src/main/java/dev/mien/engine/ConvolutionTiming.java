package dev.mien.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Finds the fastest algorithms for one convolution by timing them on random numbers: a few small batches, in which
 * compilers and allocators settle, and then rounds over the whole batch, of which the shortest times count. One that
 * takes much longer than the best so far is timed once, and none for longer than half a second or so.
 */
final class ConvolutionTiming {
    private static final int WARM_UP_BATCH = 4;
    private static final int WARM_UPS = 4;
    private static final int ROUNDS = 3;
    private static final double HOPELESS = 1.5;
    private static final double ENOUGH = 0.4;

    private final ConvolutionAlgorithm.Layer layer;
    private final Precision precision;
    private final boolean ofInput;

    /** @param ofInput whether the input's gradient will be asked for */
    ConvolutionTiming(ConvolutionAlgorithm.Layer layer, Precision precision, boolean ofInput) {
        this.layer = layer;
        this.precision = precision;
        this.ofInput = ofInput;
    }

    /**
     * Shortest seconds of an algorithm's passes, which may take over what it prepared in an earlier one.
     *
     * @param kernelAfterForward after its own forward pass
     * @param inputAfterBoth after its own forward pass and kernel gradient
     * @param inputAfterKernel after its own kernel gradient
     */
    private record Seconds(
            String label,
            double forward,
            double kernelAfterForward,
            double inputAfterBoth,
            double kernel,
            double inputAfterKernel,
            double input) {
        double step() {
            return forward + kernelAfterForward + inputAfterBoth;
        }

        Seconds shortest(Seconds other) {
            return new Seconds(
                    label,
                    Math.min(forward, other.forward),
                    Math.min(kernelAfterForward, other.kernelAfterForward),
                    Math.min(inputAfterBoth, other.inputAfterBoth),
                    Math.min(kernel, other.kernel),
                    Math.min(inputAfterKernel, other.inputAfterKernel),
                    Math.min(input, other.input));
        }
    }

    /**
     * The fastest combination of passes.
     *
     * @param labels of the algorithms, which are made one after the other, since some hold much memory
     * @param make makes the algorithm of a label
     * @param discard frees it
     */
    ConvolutionPlan.Choice fastest(
            List<String> labels, int batch, Function<String, ConvolutionAlgorithm> make, Consumer<String> discard) {
        List<Seconds> shortest = new ArrayList<>();
        double best = Double.MAX_VALUE;
        for (String label : labels) {
            Seconds seconds = time(make.apply(label), batch, HOPELESS * best);
            discard.accept(label);
            shortest.add(seconds);
            best = Math.min(best, seconds.step());
        }
        return fastest(shortest);
    }

    /** @param limit seconds of a step that it makes no sense to measure more often */
    private Seconds time(ConvolutionAlgorithm algorithm, int batch, double limit) {
        for (int i = 0; i < WARM_UPS; i++) {
            time(algorithm, Math.min(batch, WARM_UP_BATCH));
        }
        long begin = System.nanoTime();
        Seconds shortest = time(algorithm, batch);
        for (int round = 1; round < ROUNDS && shortest.step() < limit && secondsSince(begin) < ENOUGH; round++) {
            shortest = shortest.shortest(time(algorithm, batch));
        }
        return shortest;
    }

    private Seconds time(ConvolutionAlgorithm algorithm, int batch) {
        try (PointerScope scope = new PointerScope()) {
            Tensor input = random(batch, layer.channels(), layer.height(), layer.width());
            Tensor ofSums = random(
                    batch,
                    layer.filters(),
                    layer.rows().outputs(),
                    layer.columns().outputs());
            double forward = seconds(() -> algorithm.forward(input, true));
            double kernel = seconds(() -> algorithm.kernelGradient(input, ofSums));
            double ofInputs = ofInput ? seconds(() -> algorithm.inputGradient(ofSums)) : 0;
            if (!algorithm.sharesPreparation()) {
                return new Seconds(algorithm.label(), forward, kernel, ofInputs, kernel, ofInputs, ofInputs);
            }
            double kernelAlone = seconds(() -> algorithm.kernelGradient(input, ofSums));
            double inputAfterKernel = ofInput ? seconds(() -> algorithm.inputGradient(ofSums)) : 0;
            double inputAlone = ofInput ? seconds(() -> algorithm.inputGradient(ofSums)) : 0;
            return new Seconds(algorithm.label(), forward, kernel, ofInputs, kernelAlone, inputAfterKernel, inputAlone);
        }
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return secondsSince(start);
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private Tensor random(int batch, long channels, int height, int width) {
        Tensor values = torch.randn(batch, channels, height, width);
        return Tensors.channelsLast(values.to(Tensors.type(precision)));
    }

    private static ConvolutionPlan.Choice fastest(List<Seconds> shortest) {
        double best = Double.MAX_VALUE;
        ConvolutionPlan.Choice choice = ConvolutionPlan.Choice.DIRECT;
        for (Seconds forward : shortest) {
            for (Seconds kernel : shortest) {
                for (Seconds input : shortest) {
                    double seconds = seconds(forward, kernel, input);
                    if (seconds < best) {
                        best = seconds;
                        choice = new ConvolutionPlan.Choice(forward.label(), kernel.label(), input.label());
                    }
                }
            }
        }
        return choice;
    }

    private static double seconds(Seconds forward, Seconds kernel, Seconds input) {
        double ofInput = input == kernel ? input.inputAfterKernel() : input.input();
        return forward.forward()
                + (kernel == forward ? kernel.kernelAfterForward() : kernel.kernel())
                + (input == kernel && kernel == forward ? input.inputAfterBoth() : ofInput);
    }
}
