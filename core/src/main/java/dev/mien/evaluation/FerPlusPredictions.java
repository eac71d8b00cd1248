package dev.mien.evaluation;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.dataset.FerPlusClass;
import java.util.Arrays;
import java.util.List;

/**
 * A classifier's predictions in FER+'s classes: n rows of {@value FerPlusClass#EMOTIONS} probabilities, in the order of
 * {@link FerPlusClass#emotions}; n is at least 1. The truths come from votes and a rule ({@link FerPlusEvaluation}).
 */
public final class FerPlusPredictions {
    private static final Distributions DISTRIBUTIONS = new Distributions(
            FerPlusClass.emotions().stream().map(FerPlusClass::label).toList());

    private final int[] rows;
    private final float[][] probabilities;

    private FerPlusPredictions(int[] rows, float[][] probabilities) {
        this.rows = rows;
        this.probabilities = probabilities;
    }

    /**
     * Checks and copies.
     *
     * @param sourceRows n rows of the samples in their source, see {@link dev.mien.dataset.Dataset#row}; they join the
     *     samples to their votes
     * @param probabilities n x {@value FerPlusClass#EMOTIONS} values of 0 to 1; each row sums to 1 (both within 0.001)
     * @throws InvalidInputException if the lengths differ, there is no sample, or a value is outside its range; the
     *     text names the sample and the value
     */
    public static FerPlusPredictions of(int[] sourceRows, float[][] probabilities) {
        if (sourceRows.length != probabilities.length) {
            throw new InvalidInputException("FER+ predictions have " + sourceRows.length + " rows"
                    + " and " + probabilities.length + " lines of probabilities, expected equally many: give one of"
                    + " each per sample");
        }
        if (sourceRows.length == 0) {
            throw new InvalidInputException(
                    "FER+ predictions have no sample, expected at least one: judge a split that is not empty");
        }
        return new FerPlusPredictions(sourceRows.clone(), DISTRIBUTIONS.copied(sourceRows, probabilities));
    }

    /** Turns the answers of a classifier of FER2013's seven emotions into FER+'s classes; contempt gets 0. */
    public static FerPlusPredictions renamed(Predictions predictions) {
        int n = predictions.size();
        int[] rows = new int[n];
        float[][] probabilities = new float[n][FerPlusClass.EMOTIONS];
        for (int i = 0; i < n; i++) {
            rows[i] = predictions.row(i);
            for (Emotion emotion : Emotion.all()) {
                probabilities[i][FerPlusClass.of(emotion).code()] = predictions.probability(i, emotion.code());
            }
        }
        return of(rows, probabilities);
    }

    /**
     * An ensemble's predictions, as {@link Predictions#mean}.
     *
     * @param members at least one, over the same rows in the same order
     * @throws InvalidInputException if there is no member, or their rows differ
     */
    public static FerPlusPredictions mean(List<FerPlusPredictions> members) {
        if (members.isEmpty()) {
            throw new InvalidInputException("an ensemble has no member, expected at least one: name a model");
        }
        FerPlusPredictions first = members.get(0);
        for (FerPlusPredictions member : members) {
            if (!Arrays.equals(member.rows, first.rows)) {
                throw new InvalidInputException("the members of an ensemble judged different rows"
                        + " (" + first.size() + " and " + member.size() + "): let each judge the same rows in the"
                        + " same order");
            }
        }
        return of(
                first.rows,
                Distributions.mean(
                        members.stream().map(member -> member.probabilities).toList()));
    }

    /**
     * The samples at these positions, in this order.
     *
     * @throws InvalidInputException if there is no position
     */
    public FerPlusPredictions select(int[] indices) {
        return of(
                Arrays.stream(indices).map(i -> rows[i]).toArray(),
                Arrays.stream(indices).mapToObj(i -> probabilities[i]).toArray(float[][]::new));
    }

    /** The same predictions with other row numbers. */
    public FerPlusPredictions withRows(int[] others) {
        return of(others, probabilities);
    }

    /** The samples of all parts, one part after the other. */
    public static FerPlusPredictions joined(List<FerPlusPredictions> parts) {
        return of(
                parts.stream().flatMapToInt(part -> Arrays.stream(part.rows)).toArray(),
                parts.stream()
                        .flatMap(part -> Arrays.stream(part.probabilities))
                        .toArray(float[][]::new));
    }

    /** Number of samples, at least 1. */
    public int size() {
        return rows.length;
    }

    /** The row of sample {@code i} in its source. */
    public int row(int i) {
        return rows[i];
    }

    /** Probability that sample {@code i} shows {@code choice}, which must be an emotion. */
    public float probability(int i, FerPlusClass choice) {
        return probabilities[i][choice.code()];
    }

    /** The emotion with the largest probability; at a tie, the first in FER+'s order. */
    public FerPlusClass predicted(int i) {
        return FerPlusClass.ofCode(Distributions.indexOfLargest(probabilities[i]));
    }
}
