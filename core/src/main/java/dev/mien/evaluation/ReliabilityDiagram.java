package dev.mien.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * How often a model is right at each level of confidence. Samples are sorted by the probability of their predicted
 * class into {@value #BINS} bins of equal width (Guo et al., <a href="https://arxiv.org/abs/1706.04599">arXiv
 * 1706.04599</a>). A bin includes its upper end, not its lower end.
 *
 * @param bins from 0 to 1, including those without samples
 */
public record ReliabilityDiagram(List<Bin> bins) {
    /** Number of bins. */
    public static final int BINS = 15;

    /**
     * The samples whose confidence lies above {@code low} and not above {@code high}.
     *
     * @param count number of samples
     * @param confidence their mean confidence, 0 to 1; the middle of an empty bin
     * @param accuracy the share of correct predictions, 0 to 1; 0 for an empty bin
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

    /**
     * Expected calibration error, 0 to 1: the mean distance of a bin's accuracy from its confidence, weighted by
     * samples.
     */
    public double expectedCalibrationError() {
        return bins.stream()
                .mapToDouble(bin -> (double) bin.count() / n() * Math.abs(bin.accuracy() - bin.confidence()))
                .sum();
    }
}
