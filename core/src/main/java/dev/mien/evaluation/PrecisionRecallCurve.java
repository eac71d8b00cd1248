package dev.mien.evaluation;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.Label;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Precision over recall of one class against the rest, from its probability: the points of scikit-learn's
 * {@code precision_recall_curve}, in its order. Point {@code i} counts a sample as the emotion if its probability is at
 * least {@code thresholds[i]}. Recall falls from 1. The last point has no threshold, precision 1 and recall 0.
 *
 * <p>Without samples of the emotion every recall but the last is 1, as in scikit-learn, and
 * {@link #averagePrecision()} is empty. Without samples of another emotion every precision is 1.
 */
public final class PrecisionRecallCurve {
    private final Label label;
    private final double[] precisions;
    private final double[] recalls;
    private final double[] thresholds;
    private final boolean defined;

    private PrecisionRecallCurve(Label label, ScoreRanking ranking) {
        int size = ranking.size();
        this.label = label;
        this.defined = ranking.positives() > 0;
        this.precisions = new double[size + 1];
        this.recalls = new double[size + 1];
        this.thresholds = new double[size];
        for (int i = 0; i < size; i++) {
            int ranked = size - 1 - i;
            int found = ranking.truePositives(ranked);
            precisions[i] = found / ((double) found + ranking.falsePositives(ranked));
            recalls[i] = defined ? found / (double) ranking.positives() : 1;
            thresholds[i] = ranking.threshold(ranked);
        }
        precisions[size] = 1;
        recalls[size] = 0;
    }

    /** The curve of one class, by its index. */
    public static PrecisionRecallCurve of(Predictions predictions, int code) {
        return new PrecisionRecallCurve(predictions.labels().label(code), ScoreRanking.of(predictions, code));
    }

    /**
     * The curve of the class that means an emotion.
     *
     * @throws InvalidInputException if the predictions have no such class
     */
    public static PrecisionRecallCurve of(Predictions predictions, Emotion emotion) {
        return of(predictions, predictions.labels().codeOf(emotion));
    }

    /** The curves of all classes, in their order. */
    public static List<PrecisionRecallCurve> all(Predictions predictions) {
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

    /** Number of points, at least 2: one more than the number of thresholds. */
    public int size() {
        return precisions.length;
    }

    /** Per point the share of the samples counted as the emotion that truly show it; the last is 1. */
    public double[] precisions() {
        return precisions.clone();
    }

    /** Per point the share of the emotion's samples that are counted as it, falling from 1 to 0. */
    public double[] recalls() {
        return recalls.clone();
    }

    /** Per point except the last the least probability that counts as the emotion, rising. */
    public double[] thresholds() {
        return thresholds.clone();
    }

    /**
     * The area as in scikit-learn's {@code average_precision_score}, 0 to 1: each step of recall times the precision
     * there, without interpolation. Empty without samples of the emotion.
     */
    public OptionalDouble averagePrecision() {
        if (!defined) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (int i = 0; i < thresholds.length; i++) {
            sum += (recalls[i] - recalls[i + 1]) * precisions[i];
        }
        return OptionalDouble.of(sum);
    }
}
