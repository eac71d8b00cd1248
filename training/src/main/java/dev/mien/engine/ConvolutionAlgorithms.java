package dev.mien.engine;

import dev.mien.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The algorithms that can compute one convolution. Each is made when it is asked for, since some hold much memory. */
final class ConvolutionAlgorithms implements AutoCloseable {
    private static final int[] WINOGRAD_OUTPUTS = {6, 4, 3, 2};
    private static final int TIMED_WINOGRADS = 2;
    private static final int LARGEST_UNFOLDED = 12;
    private static final int FEWEST_WINOGRAD_CHANNELS = 32;
    private static final int FEWEST_ANSWERING_CHANNELS = 64;
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
        if (label.equals(UnfoldedConvolution.LABEL) && layer.stride() == 1) {
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

    /** The labels of those that may be the fastest, which mostly is one of the last. */
    List<String> labels() {
        List<String> labels = new ArrayList<>(List.of(DirectConvolution.LABEL));
        labels.addAll(winogradLabels());
        boolean unfolds =
                layer.stride() == 1 && layer.side() > 1 && Math.max(layer.height(), layer.width()) <= LARGEST_UNFOLDED;
        if (labels.size() == 1 && unfolds) {
            labels.add(UnfoldedConvolution.LABEL);
        }
        return labels;
    }

    /** Those of minimal filtering that may be the fastest, the one with the fewest multiplications first. */
    private List<String> winogradLabels() {
        return layer.channels() < FEWEST_WINOGRAD_CHANNELS
                ? List.of()
                : Arrays.stream(WINOGRAD_OUTPUTS)
                        .filter(outputs -> WinogradConvolution.fits(layer, outputs, precision))
                        .boxed()
                        .sorted(Comparator.comparingInt(this::multiplications))
                        .limit(TIMED_WINOGRADS)
                        .map(WinogradConvolution::label)
                        .toList();
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
        return small && layer.stride() == 1 && precision == Precision.BF16
                ? new ConvolutionPlan.Choice(
                        UnfoldedConvolution.LABEL, UnfoldedConvolution.LABEL, UnfoldedConvolution.LABEL)
                : ConvolutionPlan.Choice.DIRECT;
    }

    /** What answers fastest on most machines, and always the same: fewest multiplications where there are many channels. */
    ConvolutionPlan.Choice answeringRule() {
        boolean wide = Math.min(layer.channels(), layer.filters()) >= FEWEST_ANSWERING_CHANNELS;
        return winogradLabels().stream()
                .filter(label -> wide)
                .findFirst()
                .map(ConvolutionPlan.Choice.DIRECT::withForward)
                .orElseGet(this::rule);
    }

    /** Frees the memory of all that a choice does not name. */
    void keepOnly(ConvolutionPlan.Choice choice) {
        for (String label : List.copyOf(made.keySet())) {
            if (!choice.names(label)) {
                discard(label);
            }
        }
    }

    void discard(String label) {
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
        double positions =
                (double) batch * layer.rows().outputs() * layer.columns().outputs();
        double products = positions * layer.side() * layer.side();
        return products * layer.channels() * layer.filters() < FEWEST_TIMED_PRODUCTS ? rule() : fastest(batch, ofInput);
    }

    /**
     * Times what there is.
     *
     * @param batch number of samples
     * @param ofInput whether the input's gradient will be asked for
     */
    ConvolutionPlan.Choice fastest(int batch, boolean ofInput) {
        List<String> likeliestFirst = new ArrayList<>(labels());
        Collections.reverse(likeliestFirst);
        return new ConvolutionTiming(layer, precision, ofInput)
                .fastest(likeliestFirst, batch, this::named, this::discard);
    }
}
