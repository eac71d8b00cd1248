package dev.mien.evaluation;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.io.Csv;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@value Emotion#COUNT} x {@value Emotion#COUNT} counts of truth and prediction: rows are the truth, columns the
 * prediction, both in the order of {@link Emotion}. It counts at least one sample.
 */
public final class ConfusionMatrix {
    private final int[][] counts;
    private final int total;

    private ConfusionMatrix(int[][] counts) {
        this.counts = counts;
        this.total = Arrays.stream(counts).flatMapToInt(Arrays::stream).reduce(0, Math::addExact);
    }

    /** Counts the predictions. */
    public static ConfusionMatrix of(Predictions predictions) {
        int[][] counts = new int[Emotion.COUNT][Emotion.COUNT];
        for (int i = 0; i < predictions.size(); i++) {
            counts[predictions.truth(i)][predictions.predicted(i)]++;
        }
        return new ConfusionMatrix(counts);
    }

    /**
     * The matrix of the given counts, which are copied.
     *
     * @throws InvalidInputException if the shape is not {@value Emotion#COUNT} x {@value Emotion#COUNT}, a count is
     *     negative, or all are zero
     */
    public static ConfusionMatrix of(int[][] counts) {
        requireShape(counts);
        int[][] copy = Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
        requireCounts(copy);
        return new ConfusionMatrix(copy);
    }

    /** Samples of {@code truth} that were predicted as {@code predicted}. */
    public int count(Emotion truth, Emotion predicted) {
        return counts[truth.code()][predicted.code()];
    }

    /** A copy of the counts, rows the truth. */
    public int[][] counts() {
        return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    }

    /**
     * The share of {@code truth}'s samples predicted as {@code predicted}, 0 to 1; 0 if {@code truth} has no samples.
     */
    public double rowShare(Emotion truth, Emotion predicted) {
        return ratio(count(truth, predicted), truthTotal(truth));
    }

    /** All row shares. Each row sums to 1, or is all 0 if the emotion has no samples. */
    public double[][] rowShares() {
        return Emotion.all().stream()
                .map(truth -> Emotion.all().stream()
                        .mapToDouble(predicted -> rowShare(truth, predicted))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Samples that are {@code truth}: the row's sum. */
    public int truthTotal(Emotion truth) {
        return Arrays.stream(counts[truth.code()]).sum();
    }

    /** Samples that were predicted as {@code predicted}: the column's sum. */
    public int predictedTotal(Emotion predicted) {
        return sum(row -> counts[row][predicted.code()]);
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
     * Eight lines, each ended by a line feed: the header {@code true\predicted,angry,...}, then per emotion its label
     * and its counts.
     */
    public String toCsv() {
        StringBuilder csv =
                new StringBuilder(line("true\\predicted", Emotion.all().stream().map(Emotion::label)));
        Emotion.all()
                .forEach(truth -> csv.append(
                        line(truth.label(), Arrays.stream(counts[truth.code()]).mapToObj(Integer::toString))));
        return csv.toString();
    }

    private static String line(String first, Stream<String> rest) {
        return Csv.line(Stream.concat(Stream.of(first), rest).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix matrix && Arrays.deepEquals(counts, matrix.counts);
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

    private static int sum(IntUnaryOperator value) {
        return IntStream.range(0, Emotion.COUNT).map(value).sum();
    }

    private static void requireShape(int[][] counts) {
        boolean square =
                counts.length == Emotion.COUNT && Arrays.stream(counts).allMatch(row -> row.length == Emotion.COUNT);
        if (!square) {
            throw new InvalidInputException("the confusion matrix has " + counts.length + " rows of lengths "
                    + Arrays.stream(counts).map(row -> row.length).toList() + ", expected " + Emotion.COUNT + " of "
                    + Emotion.COUNT + ": a row and a column per emotion (" + Emotion.names() + ")");
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
