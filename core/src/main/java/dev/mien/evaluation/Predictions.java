package dev.mien.evaluation;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A classifier's predictions for n samples with known truths: n rows of one probability for each class of a
 * {@link LabelSet}, in its order; n is at least 1.
 */
public final class Predictions {
    private final LabelSet labels;
    private final int[] rows;
    private final int[] truth;
    private final float[][] probabilities;
    private final int[] predicted;

    private Predictions(LabelSet labels, int[] rows, int[] truth, float[][] probabilities) {
        this.labels = labels;
        this.rows = rows;
        this.truth = truth;
        this.probabilities = probabilities;
        this.predicted = Arrays.stream(probabilities)
                .mapToInt(Distributions::indexOfLargest)
                .toArray();
    }

    /** As {@link #of(LabelSet, int[], int[], float[][])}, for the seven emotions in the order of {@link Emotion}. */
    public static Predictions of(int[] rows, int[] truth, float[][] probabilities) {
        return of(LabelSet.FER2013, rows, truth, probabilities);
    }

    /**
     * Checks and copies.
     *
     * @param labels the classes
     * @param rows n positions of the samples in the file or folder they came from
     * @param truth n class indices
     * @param probabilities n x classes values of 0 to 1; each row sums to 1 (both within 0.001)
     * @throws InvalidInputException if the lengths differ, there is no sample, or a value is outside its range; the
     *     text names the sample and the value
     */
    public static Predictions of(LabelSet labels, int[] rows, int[] truth, float[][] probabilities) {
        requireEqualLengths(rows.length, truth.length, probabilities.length);
        for (int i = 0; i < truth.length; i++) {
            requireClass(labels, i, rows[i], truth[i]);
        }
        float[][] copied = new Distributions(labels.names()).copied(rows, probabilities);
        return new Predictions(labels, rows.clone(), truth.clone(), copied);
    }

    /**
     * An ensemble's predictions: for each sample the plain mean of its members' probabilities, in double precision.
     *
     * @param members at least one, over the same samples in the same order
     * @throws InvalidInputException if there is no member, or their samples differ
     */
    public static Predictions mean(List<Predictions> members) {
        if (members.isEmpty()) {
            throw new InvalidInputException("an ensemble has no member, expected at least one: name a model");
        }
        Predictions first = members.get(0);
        for (Predictions member : members) {
            if (!member.sameSamples(first)) {
                throw new InvalidInputException("the members of an ensemble judged different samples"
                        + " (" + first.size() + " and " + member.size() + "): let each judge the same samples in the"
                        + " same order");
            }
        }
        return of(
                first.labels,
                first.rows,
                first.truth,
                Distributions.mean(
                        members.stream().map(member -> member.probabilities).toList()));
    }

    /** The same in the order of the rows, because runs with another seed have the same rows in another order. */
    public Predictions sortedByRow() {
        return select(IntStream.range(0, rows.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> rows[i]))
                .mapToInt(Integer::intValue)
                .toArray());
    }

    /**
     * The samples at these positions, in this order.
     *
     * @throws InvalidInputException if there is no position
     */
    public Predictions select(int[] indices) {
        return of(
                labels,
                Arrays.stream(indices).map(i -> rows[i]).toArray(),
                Arrays.stream(indices).map(i -> truth[i]).toArray(),
                Arrays.stream(indices).mapToObj(i -> probabilities[i]).toArray(float[][]::new));
    }

    /** The same predictions with other row numbers. */
    public Predictions withRows(int[] others) {
        return of(labels, others, truth, probabilities);
    }

    /** The samples of all parts, which have the same classes, one part after the other; at least one part. */
    public static Predictions joined(List<Predictions> parts) {
        return of(
                parts.get(0).labels,
                parts.stream().flatMapToInt(part -> Arrays.stream(part.rows)).toArray(),
                parts.stream().flatMapToInt(part -> Arrays.stream(part.truth)).toArray(),
                parts.stream()
                        .flatMap(part -> Arrays.stream(part.probabilities))
                        .toArray(float[][]::new));
    }

    /** Whether both have the same rows with the same truths in the same order, by the same classes. */
    public boolean sameSamples(Predictions other) {
        return labels.equals(other.labels) && Arrays.equals(rows, other.rows) && Arrays.equals(truth, other.truth);
    }

    /** The classes. */
    public LabelSet labels() {
        return labels;
    }

    /** Number of samples, at least 1. */
    public int size() {
        return rows.length;
    }

    /** The row of sample {@code i} in its source, as given to {@link #of}. */
    public int row(int i) {
        return rows[i];
    }

    /** True class index of sample {@code i}. */
    public int truth(int i) {
        return truth[i];
    }

    /** Probability that sample {@code i} belongs to class {@code classIndex}. */
    public float probability(int i, int classIndex) {
        return probabilities[i][classIndex];
    }

    /** Class index of the largest probability; at a tie the lowest, as in {@code numpy.argmax}. */
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

    private static void requireEqualLengths(int rows, int truth, int probabilities) {
        if (rows != truth || rows != probabilities) {
            throw new InvalidInputException("predictions have " + rows + " rows, " + truth + " true classes"
                    + " and " + probabilities + " lines of probabilities, expected equally many: give one of each per"
                    + " sample");
        }
        if (rows == 0) {
            throw new InvalidInputException(
                    "predictions have no sample, expected at least one: judge a split that is not empty");
        }
    }

    private static void requireClass(LabelSet labels, int i, int row, int truth) {
        if (truth < 0 || truth >= labels.size()) {
            throw new InvalidInputException(Distributions.sample(i, row) + " has true class " + truth
                    + ", expected 0 to " + (labels.size() - 1) + " (" + labels.text() + "): correct its label");
        }
    }
}
