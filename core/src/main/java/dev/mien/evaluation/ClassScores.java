package dev.mien.evaluation;

import static dev.mien.evaluation.ConfusionMatrix.ratio;

/**
 * Precision, recall and F1 of a class or of an average of classes, each 0 to 1. A ratio without a denominator is 0, as with
 * scikit-learn's {@code zero_division=0}.
 *
 * @param support samples whose truth the scores speak of
 */
public record ClassScores(double precision, double recall, double f1, int support) {

    static ClassScores of(int correct, int predicted, int support) {
        return new ClassScores(
                ratio(correct, predicted),
                ratio(correct, support),
                ratio(2.0 * correct, (double) support + predicted),
                support);
    }
}
