package dev.mien.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * How often a model is right when it is so and so sure: samples by the probability of their predicted class, in
 * {@value #BINS} bins of equal width as Guo et al. have them (<a href="https://arxiv.org/abs/1706.04599">arXiv 1706.04599</a>). A
 * bin holds its upper end and not its lower.
 *
 * @param bins from 0 to 1, those without samples included
 */
public record ReliabilityDiagram(List<Bin> bins) {
    /** Number of bins. */
    public static final int BINS = 15;

    /**
     * The samples whose confidence lies above {@code low} and not above {@code high}.
     *
     * @param count number of samples
     * @param confidence their mean confidence, 0 to 1; the middle of the bin where it has none
     * @param accuracy the part of them that was predicted rightly, 0 to 1; 0 where the bin has none
     */
    public record Bin(double low, double high, int count, double confidence, double accuracy) {}

    public ReliabilityDiagram {
        bins = List.copyOf(bins);
    }

    /** Sorts predictions into bins. */
    public static ReliabilityDiagram of(Predictions predictions) {
        int[] counts = new int[BINS];
        int[] correct = new int[BINS];
        double[] confidences = new double[BINS];
        for (int i = 0; i < predictions.size(); i++) {
            int bin = bin(predictions.confidence(i));
            counts[bin]++;
            confidences[bin] += predictions.confidence(i);
            correct[bin] += predictions.isCorrect(i) ? 1 : 0;
        }
        List<Bin> bins = new ArrayList<>();
        for (int b = 0; b < BINS; b++) {
            double low = (double) b / BINS;
            double high = (b + 1.0) / BINS;
            double confidence = counts[b] == 0 ? (low + high) / 2 : confidences[b] / counts[b];
            bins.add(new Bin(low, high, counts[b], confidence, ConfusionMatrix.ratio(correct[b], counts[b])));
        }
        return new ReliabilityDiagram(bins);
    }

    private static int bin(double confidence) {
        return Math.max(0, Math.min(BINS - 1, (int) Math.ceil(confidence * BINS) - 1));
    }

    /** Number of samples. */
    public int n() {
        return bins.stream().mapToInt(Bin::count).sum();
    }

    /** Expected calibration error: the mean distance of a bin's accuracy from its confidence, weighted by samples; 0 to 1. */
    public double expectedCalibrationError() {
        return bins.stream()
                .mapToDouble(bin -> (double) bin.count() / n() * Math.abs(bin.accuracy() - bin.confidence()))
                .sum();
    }
}
