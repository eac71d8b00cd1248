package dev.mien.dataset;

import dev.mien.InvalidInputException;
import java.util.Arrays;

/**
 * How much of each of FER+'s eight emotions a model sees in a face: probabilities that sum to 1.
 *
 * @param values in the order of {@link FerPlusClass#emotions}, 0 to 1 each; the array is copied
 */
public record FerPlusScores(double[] values) {
    /** Checks and copies. */
    public FerPlusScores {
        values = values.clone();
        if (values.length != FerPlusClass.EMOTIONS) {
            throw new InvalidInputException("the FER+ scores of a face are " + Arrays.toString(values) + ", expected "
                    + FerPlusClass.EMOTIONS + " numbers");
        }
    }

    @Override
    public double[] values() {
        return values.clone();
    }

    /**
     * The score of one emotion, 0 to 1.
     *
     * @throws InvalidInputException if the class is not one of the eight emotions
     */
    public double of(FerPlusClass emotion) {
        if (!emotion.isEmotion()) {
            throw new InvalidInputException(emotion.label() + " is not an emotion, so it has no score");
        }
        return values[emotion.code()];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FerPlusScores scores && Arrays.equals(values, scores.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "FerPlusScores" + Arrays.toString(values);
    }
}
