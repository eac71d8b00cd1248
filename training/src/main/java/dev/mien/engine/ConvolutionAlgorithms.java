package dev.mien.engine;

import dev.mien.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The algorithms that can compute one convolution. Each is made on demand, because some take much memory. */
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

    /** @throws InvalidInputException if no algorithm with that label computes this layer */
    ConvolutionAlgorithm named(String label) {
        return made.computeIfAbsent(label, this::make);
    }

    private ConvolutionAlgorithm make(String label) {
        if (label.equals(DirectConvolution.LABEL)) {
            return new DirectConvolution(layer);
        }
        if (label.equals(UnfoldedConvolution.LABEL) && layer.keepsSize()) {
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

    /** The labels of the algorithms that may be the fastest. Usually one of the last is the fastest. */
    List<String> labels() {
        List<String> labels = new ArrayList<>(List.of(DirectConvolution.LABEL));
        labels.addAll(winogradLabels());
        boolean unfolds =
                layer.keepsSize() && layer.side() > 1 && Math.max(layer.height(), layer.width()) <= LARGEST_UNFOLDED;
        if (labels.size() == 1 && unfolds) {
            labels.add(UnfoldedConvolution.LABEL);
        }
        return labels;
    }

    /**
     * The labels of the algorithms by minimal filtering that may be the fastest. The one with the fewest
     * multiplications stands first.
     */
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

    /** The number of multiplications of one channel by one filter. */
    private int multiplications(int outputs) {
        int size = outputs + Math.toIntExact(layer.side()) - 1;
        int rows = (layer.height() + outputs - 1) / outputs;
        int columns = (layer.width() + outputs - 1) / outputs;
        return rows * columns * size * size;
    }

    /** A choice that is good on most machines. It is always the same. */
    ConvolutionPlan.Choice rule() {
        boolean small =
                layer.height() <= SMALL_SIDE && layer.width() <= SMALL_SIDE && layer.channels() >= MANY_CHANNELS;
        return small && layer.keepsSize() && precision == Precision.BF16
                ? new ConvolutionPlan.Choice(
                        UnfoldedConvolution.LABEL, UnfoldedConvolution.LABEL, UnfoldedConvolution.LABEL)
                : ConvolutionPlan.Choice.DIRECT;
    }

    /**
     * The choice that answers fastest on most machines. It is always the same. Where there are many channels, it is the
     * algorithm with the fewest multiplications.
     */
    ConvolutionPlan.Choice answeringRule() {
        boolean wide = Math.min(layer.channels(), layer.filters()) >= FEWEST_ANSWERING_CHANNELS;
        return winogradLabels().stream()
                .filter(label -> wide)
                .findFirst()
                .map(ConvolutionPlan.Choice.DIRECT::withForward)
                .orElseGet(this::rule);
    }

    /** Frees the memory of all algorithms that a choice does not name. */
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

    /**
     * The fastest algorithms by measurement. A convolution that is too small for a good measurement gets the choice of
     * the rule.
     */
    ConvolutionPlan.Choice chosen(int batch, boolean ofInput) {
        double positions =
                (double) batch * layer.rows().outputs() * layer.columns().outputs();
        double products = positions * layer.side() * layer.side();
        return products * layer.channels() * layer.filters() < FEWEST_TIMED_PRODUCTS ? rule() : fastest(batch, ofInput);
    }

    /**
     * Times the algorithms and returns the fastest.
     *
     * @param batch the number of samples
     * @param ofInput whether the gradient of the input will be needed
     */
    ConvolutionPlan.Choice fastest(int batch, boolean ofInput) {
        List<String> likeliestFirst = new ArrayList<>(labels());
        Collections.reverse(likeliestFirst);
        return new ConvolutionTiming(layer, precision, ofInput)
                .fastest(likeliestFirst, batch, this::named, this::discard);
    }
}
