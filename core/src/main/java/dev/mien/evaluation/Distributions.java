package dev.mien.evaluation;

import dev.mien.InvalidInputException;
import java.util.List;

/** Checks and averages of a classifier's probabilities, for any classes. */
final class Distributions {
    /**
     * The most by which a row's sum may differ from 1 and a probability may leave 0 to 1. It allows for 16-bit
     * arithmetic.
     */
    private static final double TOLERANCE = 1e-3;

    private final List<String> labels;

    /** @param labels of the classes, in the order of their probabilities */
    Distributions(List<String> labels) {
        this.labels = List.copyOf(labels);
    }

    /**
     * Checks and copies.
     *
     * @param rows of the samples, for messages
     * @throws InvalidInputException if a sample does not have one probability of 0 to 1 per class with a sum of 1 (both
     *     within 0.001); the text names the sample and the value
     */
    float[][] copied(int[] rows, float[][] probabilities) {
        float[][] copy = new float[probabilities.length][];
        for (int i = 0; i < copy.length; i++) {
            require(i, rows[i], probabilities[i]);
            copy[i] = probabilities[i].clone();
        }
        return copy;
    }

    private void require(int i, int row, float[] values) {
        if (values.length != labels.size()) {
            throw new InvalidInputException(sample(i, row) + " has " + values.length + " probabilities, expected "
                    + labels.size() + ", one per emotion (" + String.join(", ", labels) + ")");
        }
        double sum = 0;
        for (int c = 0; c < values.length; c++) {
            requireProbability(i, row, c, values[c]);
            sum += values[c];
        }
        if (Math.abs(sum - 1) > TOLERANCE) {
            throw new InvalidInputException(sample(i, row) + " has probabilities that sum to " + sum
                    + ", expected 1 within " + TOLERANCE + ": apply softmax to the model's output first");
        }
    }

    private void requireProbability(int i, int row, int classIndex, float value) {
        if (!Float.isFinite(value)) {
            throw new InvalidInputException(
                    sample(i, row) + " has probability " + value + " for " + labels.get(classIndex)
                            + ", expected a number of 0 to 1: the model has diverged, train it with a lower learning"
                            + " rate");
        }
        if (value < -TOLERANCE || value > 1 + TOLERANCE) {
            throw new InvalidInputException(sample(i, row) + " has probability " + value + " for "
                    + labels.get(classIndex) + ", expected 0 to 1: apply softmax to the model's output first");
        }
    }

    /** Names a sample in a message. */
    static String sample(int i, int row) {
        return "prediction " + i + " (row " + row + ")";
    }

    /** The mean of several classifiers' probabilities, sample by sample, in double precision. */
    static float[][] mean(List<float[][]> members) {
        float[][] first = members.get(0);
        float[][] mean = new float[first.length][];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = new float[first[i].length];
            for (int c = 0; c < mean[i].length; c++) {
                double sum = 0;
                for (float[][] member : members) {
                    sum += member[i][c];
                }
                mean[i][c] = (float) (sum / members.size());
            }
        }
        return mean;
    }

    /** The index of the largest value; at a tie the lowest, as in {@code numpy.argmax}. */
    static int indexOfLargest(float[] values) {
        int largest = 0;
        for (int c = 1; c < values.length; c++) {
            if (values[c] > values[largest]) {
                largest = c;
            }
        }
        return largest;
    }
}
