package dev.mien.evaluation;

import static dev.mien.evaluation.ConfusionMatrix.ratio;

/**
 * Precision, recall and F1 of a class or of an average of classes, each 0 to 1. A ratio with a denominator of 0 is 0,
 * as with scikit-learn's {@code zero_division=0}.
 *
 * @param support number of samples of the class or classes
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
