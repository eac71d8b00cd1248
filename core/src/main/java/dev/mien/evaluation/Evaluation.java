package dev.mien.evaluation;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A classifier's scores over n samples.
 *
 * @param loss the training loss over the same samples: mean cross-entropy in nats, plus the architecture's penalty on
 *     weights
 * @param matrix counts of truth and prediction
 * @param report precision, recall, F1 and support over all emotions
 */
public record Evaluation(double loss, ConfusionMatrix matrix, ClassificationReport report) {
    /**
     * The distance between 1 and the next double, 2.2e-16. scikit-learn keeps probabilities this far from 0 and 1
     * before it takes a logarithm.
     */
    private static final double SMALLEST_PROBABILITY = Math.ulp(1.0);

    public Evaluation {
        if (!Double.isFinite(loss)) {
            throw new InvalidInputException("the loss is " + loss
                    + ", expected a finite number: the model has diverged, train it with a lower learning rate");
        }
    }

    /**
     * Judges predictions.
     *
     * @param loss as {@link #loss()}; {@link #logLoss} for a model without a penalty
     * @throws InvalidInputException if {@code loss} is not finite
     */
    public static Evaluation of(Predictions predictions, double loss) {
        ConfusionMatrix matrix = ConfusionMatrix.of(predictions);
        return new Evaluation(loss, matrix, ClassificationReport.of(matrix));
    }

    /**
     * Mean cross-entropy of the true classes' probabilities, in nats, as scikit-learn's {@code log_loss} computes it in
     * double precision: probabilities stay 2.2e-16 away from 0 and 1, so a mistake made with certainty costs 36.04.
     */
    public static double logLoss(Predictions predictions) {
        double sum = 0;
        for (int i = 0; i < predictions.size(); i++) {
            double probability = predictions.probability(i, predictions.truth(i));
            sum -= Math.log(Math.min(Math.max(probability, SMALLEST_PROBABILITY), 1 - SMALLEST_PROBABILITY));
        }
        return sum / predictions.size();
    }

    /** Number of samples, at least 1. */
    public int n() {
        return matrix.total();
    }

    /** The share of samples whose prediction is the truth, 0 to 1. */
    public double accuracy() {
        return matrix.accuracy();
    }

    /** The 95 % confidence interval of the accuracy (Wilson's score interval). */
    public Interval accuracyInterval() {
        return Interval.wilson95(matrix.correct(), matrix.total());
    }

    /** Mean recall over the emotions that have samples, 0 to 1, as scikit-learn's {@code balanced_accuracy_score}. */
    public double balancedAccuracy() {
        return IntStream.range(0, matrix.labels().size())
                .filter(code -> matrix.truthTotal(code) > 0)
                .mapToDouble(code -> matrix.rowShare(code, code))
                .average()
                .orElseThrow();
    }

    /** Mean F1 over all emotions, 0 to 1; emotions without samples count as 0. */
    public double macroF1() {
        return report.macro().f1();
    }

    /** Precision, recall, F1 and support of one emotion. */
    public ClassScores scores(Emotion emotion) {
        return report.scores(emotion);
    }

    /** The scores of all classes, in their order. */
    public List<ClassScores> perClass() {
        return report.perClass();
    }
}
