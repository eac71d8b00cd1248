package dev.mien.evaluation;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.io.Csv;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Counts of truth and prediction, classes x classes: rows are the truth, columns the prediction, both in the order of a
 * {@link LabelSet}. It counts at least one sample. The methods that take an {@link Emotion} are for sets that have it.
 */
public final class ConfusionMatrix {
    private final LabelSet labels;
    private final int[][] counts;
    private final int total;

    private ConfusionMatrix(LabelSet labels, int[][] counts) {
        this.labels = labels;
        this.counts = counts;
        this.total = Arrays.stream(counts).flatMapToInt(Arrays::stream).reduce(0, Math::addExact);
    }

    /** Counts the predictions. */
    public static ConfusionMatrix of(Predictions predictions) {
        int classes = predictions.labels().size();
        int[][] counts = new int[classes][classes];
        for (int i = 0; i < predictions.size(); i++) {
            counts[predictions.truth(i)][predictions.predicted(i)]++;
        }
        return new ConfusionMatrix(predictions.labels(), counts);
    }

    /** As {@link #of(LabelSet, int[][])}, for the seven emotions. */
    public static ConfusionMatrix of(int[][] counts) {
        return of(LabelSet.FER2013, counts);
    }

    /**
     * The matrix of the given counts, which are copied.
     *
     * @throws InvalidInputException if the shape is not classes x classes, a count is negative, or all are zero
     */
    public static ConfusionMatrix of(LabelSet labels, int[][] counts) {
        requireShape(labels, counts);
        int[][] copy = Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
        requireCounts(copy);
        return new ConfusionMatrix(labels, copy);
    }

    /** The classes of rows and columns. */
    public LabelSet labels() {
        return labels;
    }

    /** Samples of the class {@code truth} that were predicted as the class {@code predicted}. */
    public int count(int truth, int predicted) {
        return counts[truth][predicted];
    }

    /** Samples of {@code truth} that were predicted as {@code predicted}. */
    public int count(Emotion truth, Emotion predicted) {
        return counts[labels.codeOf(truth)][labels.codeOf(predicted)];
    }

    /** A copy of the counts, rows the truth. */
    public int[][] counts() {
        return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    }

    /**
     * The share of {@code truth}'s samples predicted as {@code predicted}, 0 to 1; 0 if {@code truth} has no samples.
     */
    public double rowShare(Emotion truth, Emotion predicted) {
        return rowShare(labels.codeOf(truth), labels.codeOf(predicted));
    }

    /** As {@link #rowShare(Emotion, Emotion)}, for two class indices. */
    public double rowShare(int truth, int predicted) {
        return ratio(counts[truth][predicted], truthTotal(truth));
    }

    /** All row shares. Each row sums to 1, or is all 0 if the class has no samples. */
    public double[][] rowShares() {
        return codes().mapToObj(truth -> codes().mapToDouble(predicted -> rowShare(truth, predicted))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Samples that are {@code truth}: the row's sum. */
    public int truthTotal(Emotion truth) {
        return truthTotal(labels.codeOf(truth));
    }

    /** Samples of the class {@code truth}: the row's sum. */
    public int truthTotal(int truth) {
        return Arrays.stream(counts[truth]).sum();
    }

    /** Samples that were predicted as {@code predicted}: the column's sum. */
    public int predictedTotal(Emotion predicted) {
        return predictedTotal(labels.codeOf(predicted));
    }

    /** Samples that were predicted as the class {@code predicted}: the column's sum. */
    public int predictedTotal(int predicted) {
        return sum(row -> counts[row][predicted]);
    }

    /** All samples, at least 1. */
    public int total() {
        return total;
    }

    /** Samples whose prediction is the truth: the diagonal's sum. */
    public int correct() {
        return sum(c -> counts[c][c]);
    }

    /** The share of samples whose prediction is the truth, 0 to 1. */
    public double accuracy() {
        return ratio(correct(), total);
    }

    /**
     * Lines that end with a line feed: the header {@code true\predicted,angry,...}, then for each class its name and
     * its counts.
     */
    public String toCsv() {
        StringBuilder csv = new StringBuilder(line("true\\predicted", labels.names().stream()));
        codes().forEach(truth -> csv.append(
                line(labels.label(truth).name(), Arrays.stream(counts[truth]).mapToObj(Integer::toString))));
        return csv.toString();
    }

    private static String line(String first, Stream<String> rest) {
        return Csv.line(Stream.concat(Stream.of(first), rest).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix matrix
                && labels.equals(matrix.labels)
                && Arrays.deepEquals(counts, matrix.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(counts);
    }

    /** The table as {@link #toCsv()}. */
    @Override
    public String toString() {
        return toCsv();
    }

    /** {@code part / whole}, or 0 if the whole is 0. */
    static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    private int sum(IntUnaryOperator value) {
        return codes().map(value).sum();
    }

    private IntStream codes() {
        return IntStream.range(0, labels.size());
    }

    private static void requireShape(LabelSet labels, int[][] counts) {
        int classes = labels.size();
        boolean square = counts.length == classes && Arrays.stream(counts).allMatch(row -> row.length == classes);
        if (!square) {
            throw new InvalidInputException("the confusion matrix has " + counts.length + " rows of lengths "
                    + Arrays.stream(counts).map(row -> row.length).toList() + ", expected " + classes + " of " + classes
                    + ": a row and a column per emotion (" + labels.text() + ")");
        }
    }

    private static void requireCounts(int[][] counts) {
        int smallest = Arrays.stream(counts).flatMapToInt(Arrays::stream).min().orElse(0);
        if (smallest < 0) {
            throw new InvalidInputException(
                    "the confusion matrix holds " + smallest + ", expected counts of 0 or more: correct that cell");
        }
        long total = Arrays.stream(counts)
                .flatMapToInt(Arrays::stream)
                .asLongStream()
                .sum();
        if (total == 0 || total > Integer.MAX_VALUE) {
            throw new InvalidInputException("the confusion matrix counts " + total + " samples, expected 1 to "
                    + Integer.MAX_VALUE + ": judge a split of such a size");
        }
    }
}
