package dev.mien.evaluation;

import java.util.Arrays;

/**
 * One class against the rest: for every distinct score, from the highest down, the number of samples that score at
 * least as much, in the class and outside it. Both curves come from it.
 */
final class ScoreRanking {
    private final double[] thresholds;
    private final int[] truePositives;
    private final int[] falsePositives;

    private ScoreRanking(double[] thresholds, int[] truePositives, int[] falsePositives) {
        this.thresholds = thresholds;
        this.truePositives = truePositives;
        this.falsePositives = falsePositives;
    }

    static ScoreRanking of(Predictions predictions, int code) {
        return merge(scores(predictions, code, true), scores(predictions, code, false));
    }

    int size() {
        return thresholds.length;
    }

    double threshold(int i) {
        return thresholds[i];
    }

    int truePositives(int i) {
        return truePositives[i];
    }

    int falsePositives(int i) {
        return falsePositives[i];
    }

    /** Samples of the class. */
    int positives() {
        return truePositives[size() - 1];
    }

    /** Samples of the other classes. */
    int negatives() {
        return falsePositives[size() - 1];
    }

    private static float[] scores(Predictions predictions, int code, boolean ofTheClass) {
        float[] scores = new float[predictions.size()];
        int count = 0;
        for (int i = 0; i < scores.length; i++) {
            if ((predictions.truth(i) == code) == ofTheClass) {
                scores[count++] = predictions.probability(i, code);
            }
        }
        float[] sorted = Arrays.copyOf(scores, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private static ScoreRanking merge(float[] positives, float[] negatives) {
        int most = positives.length + negatives.length;
        double[] thresholds = new double[most];
        int[] truePositives = new int[most];
        int[] falsePositives = new int[most];
        int positive = positives.length;
        int negative = negatives.length;
        int size = 0;
        while (positive > 0 || negative > 0) {
            float threshold = Math.max(last(positives, positive), last(negatives, negative));
            positive = countBelow(positives, positive, threshold);
            negative = countBelow(negatives, negative, threshold);
            thresholds[size] = threshold;
            truePositives[size] = positives.length - positive;
            falsePositives[size] = negatives.length - negative;
            size++;
        }
        return new ScoreRanking(
                Arrays.copyOf(thresholds, size),
                Arrays.copyOf(truePositives, size),
                Arrays.copyOf(falsePositives, size));
    }

    private static float last(float[] ascending, int count) {
        return count == 0 ? Float.NEGATIVE_INFINITY : ascending[count - 1];
    }

    private static int countBelow(float[] ascending, int count, float threshold) {
        int below = count;
        while (below > 0 && ascending[below - 1] >= threshold) {
            below--;
        }
        return below;
    }
}
