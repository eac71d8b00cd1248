package dev.mien.evaluation;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import java.util.Arrays;

/**
 * What a classifier said about n samples of known truth: n rows of {@value Emotion#COUNT} probabilities, in the order of
 * {@link Emotion}. At least one sample.
 */
public final class Predictions {
    /** How far a row may stand from a sum of 1, and a probability from 0 to 1: room for 16-bit arithmetic, no more. */
    private static final double TOLERANCE = 1e-3;

    private final int[] rows;
    private final int[] truth;
    private final float[][] probabilities;
    private final int[] predicted;

    private Predictions(int[] rows, int[] truth, float[][] probabilities) {
        this.rows = rows;
        this.truth = truth;
        this.probabilities = probabilities;
        this.predicted = Arrays.stream(probabilities)
                .mapToInt(Predictions::indexOfLargest)
                .toArray();
    }

    /**
     * Checks and copies.
     *
     * @param rows n positions of the samples in the file or folder they came from
     * @param truth n class indices, 0 to 6
     * @param probabilities n x {@value Emotion#COUNT} values of 0 to 1; each row sums to 1 (both within 0.001)
     * @throws InvalidInputException if the lengths differ, there is no sample, or a value is out of its range; the text
     *     names the sample and the value
     */
    public static Predictions of(int[] rows, int[] truth, float[][] probabilities) {
        requireEqualLengths(rows.length, truth.length, probabilities.length);
        float[][] copy = new float[probabilities.length][];
        for (int i = 0; i < copy.length; i++) {
            requireClass(i, rows[i], truth[i]);
            requireDistribution(i, rows[i], probabilities[i]);
            copy[i] = probabilities[i].clone();
        }
        return new Predictions(rows.clone(), truth.clone(), copy);
    }

    /** Number of samples, at least 1. */
    public int size() {
        return rows.length;
    }

    /** Where sample {@code i} stands in its source, counted as the caller of {@link #of} counted. */
    public int row(int i) {
        return rows[i];
    }

    /** True class index of sample {@code i}, 0 to 6. */
    public int truth(int i) {
        return truth[i];
    }

    /** Probability that sample {@code i} belongs to class {@code classIndex}. */
    public float probability(int i, int classIndex) {
        return probabilities[i][classIndex];
    }

    /** Class index of the largest probability; of equal ones the lowest index, as {@code numpy.argmax} has it. */
    public int predicted(int i) {
        return predicted[i];
    }

    /** Probability of the predicted class. */
    public float confidence(int i) {
        return probabilities[i][predicted[i]];
    }

    /** Whether the predicted class is the true one. */
    public boolean isCorrect(int i) {
        return predicted[i] == truth[i];
    }

    private static int indexOfLargest(float[] values) {
        int largest = 0;
        for (int c = 1; c < values.length; c++) {
            if (values[c] > values[largest]) {
                largest = c;
            }
        }
        return largest;
    }

    private static void requireEqualLengths(int rows, int truth, int probabilities) {
        if (rows != truth || rows != probabilities) {
            throw new InvalidInputException("predictions came with " + rows + " rows, " + truth + " true classes and "
                    + probabilities + " lines of probabilities; expected equally many: give one of each per sample");
        }
        if (rows == 0) {
            throw new InvalidInputException(
                    "predictions came without a sample; expected at least one: judge a split that is not empty");
        }
    }

    private static void requireClass(int i, int row, int truth) {
        if (truth < 0 || truth >= Emotion.COUNT) {
            throw new InvalidInputException(sample(i, row) + " has true class " + truth + ", expected 0 to "
                    + (Emotion.COUNT - 1) + " (" + Emotion.names() + "); correct its label");
        }
    }

    private static void requireDistribution(int i, int row, float[] values) {
        if (values.length != Emotion.COUNT) {
            throw new InvalidInputException(sample(i, row) + " has " + values.length + " probabilities, expected "
                    + Emotion.COUNT + ", one per emotion (" + Emotion.names() + ")");
        }
        double sum = 0;
        for (int c = 0; c < values.length; c++) {
            requireProbability(i, row, c, values[c]);
            sum += values[c];
        }
        if (Math.abs(sum - 1) > TOLERANCE) {
            throw new InvalidInputException(sample(i, row) + " has probabilities that sum to " + sum
                    + ", expected 1 within " + TOLERANCE + "; apply softmax to the model's output first");
        }
    }

    private static void requireProbability(int i, int row, int classIndex, float value) {
        if (!Float.isFinite(value)) {
            throw new InvalidInputException(sample(i, row) + " has probability " + value + " for "
                    + Emotion.ofCode(classIndex).label()
                    + ", expected a number of 0 to 1; the model has diverged: train it with a lower learning rate");
        }
        if (value < -TOLERANCE || value > 1 + TOLERANCE) {
            throw new InvalidInputException(sample(i, row) + " has probability " + value + " for "
                    + Emotion.ofCode(classIndex).label()
                    + ", expected 0 to 1; apply softmax to the model's output first");
        }
    }

    private static String sample(int i, int row) {
        return "prediction " + i + " (row " + row + ")";
    }
}
