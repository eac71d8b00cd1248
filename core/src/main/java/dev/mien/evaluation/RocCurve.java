package dev.mien.evaluation;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.Label;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The receiver operating characteristic of one class against the rest, from its probability (Fawcett, "An
 * introduction to ROC analysis", 2006): the points of scikit-learn's {@code roc_curve} with
 * {@code drop_intermediate=True}, from (0, 0) at an infinite threshold to (1, 1).
 *
 * <p>Without samples of the emotion every true positive rate is NaN. Without samples of another emotion every false
 * positive rate is NaN. In both cases {@link #area()} is empty.
 */
public final class RocCurve {
    private final Label label;
    private final double[] falsePositiveRates;
    private final double[] truePositiveRates;
    private final double[] thresholds;

    private RocCurve(Label label, ScoreRanking ranking, int[] corners) {
        this.label = label;
        this.thresholds = withFirst(
                Double.POSITIVE_INFINITY,
                Arrays.stream(corners).mapToDouble(ranking::threshold).toArray());
        this.falsePositiveRates =
                rates(Arrays.stream(corners).map(ranking::falsePositives).toArray(), ranking.negatives());
        this.truePositiveRates =
                rates(Arrays.stream(corners).map(ranking::truePositives).toArray(), ranking.positives());
    }

    /** The curve of one class, by its index. */
    public static RocCurve of(Predictions predictions, int code) {
        ScoreRanking ranking = ScoreRanking.of(predictions, code);
        int[] corners = IntStream.range(0, ranking.size())
                .filter(i -> isCorner(ranking, i))
                .toArray();
        return new RocCurve(predictions.labels().label(code), ranking, corners);
    }

    /**
     * The curve of the class that means an emotion.
     *
     * @throws InvalidInputException if the predictions have no such class
     */
    public static RocCurve of(Predictions predictions, Emotion emotion) {
        return of(predictions, predictions.labels().codeOf(emotion));
    }

    /** The curves of all classes, in their order. */
    public static List<RocCurve> all(Predictions predictions) {
        return IntStream.range(0, predictions.labels().size())
                .mapToObj(code -> of(predictions, code))
                .toList();
    }

    /**
     * The emotion that the class of the curve means.
     *
     * @throws InvalidInputException if {@link Emotion} has no word for it
     */
    public Emotion emotion() {
        return label.requireEmotion();
    }

    /** The class of the curve. */
    public Label label() {
        return label;
    }

    /** Number of points, at least 2. */
    public int size() {
        return thresholds.length;
    }

    /** Per point the share of the other emotions' samples that score at least the threshold, rising from 0 to 1. */
    public double[] falsePositiveRates() {
        return falsePositiveRates.clone();
    }

    /**
     * Per point the share of the emotion's samples that score at least the threshold (the recall), rising from 0 to 1.
     */
    public double[] truePositiveRates() {
        return truePositiveRates.clone();
    }

    /** Per point the least probability that counts as the emotion, falling; the first is infinite. */
    public double[] thresholds() {
        return thresholds.clone();
    }

    /**
     * Area under the curve by the trapezoidal rule, 0 to 1; empty without samples of the emotion or without samples of
     * another.
     */
    public OptionalDouble area() {
        double area = 0;
        for (int i = 1; i < size(); i++) {
            area += (falsePositiveRates[i] - falsePositiveRates[i - 1])
                    * (truePositiveRates[i] + truePositiveRates[i - 1])
                    / 2;
        }
        return Double.isNaN(area) ? OptionalDouble.empty() : OptionalDouble.of(area);
    }

    /** Leaves out points between two equal steps, which lie on a line. The first and the last point stay. */
    private static boolean isCorner(ScoreRanking ranking, int i) {
        if (i == 0 || i == ranking.size() - 1) {
            return true;
        }
        return bend(ranking.falsePositives(i - 1), ranking.falsePositives(i), ranking.falsePositives(i + 1)) != 0
                || bend(ranking.truePositives(i - 1), ranking.truePositives(i), ranking.truePositives(i + 1)) != 0;
    }

    private static int bend(int before, int here, int after) {
        return (after - here) - (here - before);
    }

    /** With a total of 0, {@code 0.0 / 0} makes all rates NaN. */
    private static double[] rates(int[] counts, int total) {
        double[] rates = Arrays.stream(counts)
                .mapToDouble(count -> count / (double) total)
                .toArray();
        return withFirst(total == 0 ? Double.NaN : 0, rates);
    }

    private static double[] withFirst(double first, double[] rest) {
        double[] all = new double[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }
}
