package dev.mien.people;

import dev.mien.InvalidInputException;
import java.util.Arrays;
import java.util.List;

/**
 * How a face looks, as numbers: 128 of {@link DlibFaceEmbedder}. Two pictures of one person give numbers near each
 * other. The numbers are biometric data: they can find a person again.
 */
public final class FaceEmbedding {
    private final float[] values;

    /**
     * Copies the numbers.
     *
     * @throws InvalidInputException if there is none, or one is infinite or not a number
     */
    public FaceEmbedding(float[] values) {
        if (values.length == 0) {
            throw new InvalidInputException("an embedding has no numbers, expected at least one");
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new InvalidInputException("an embedding has the number " + value + ", expected finite numbers");
            }
        }
        this.values = values.clone();
    }

    /** A copy of the numbers. */
    public float[] values() {
        return values.clone();
    }

    /**
     * The Euclidean distance to another face. With {@link DlibFaceEmbedder} it is mostly under 0.5 for the same person,
     * and about 0.75 for another.
     *
     * @throws InvalidInputException if the other has another count of numbers
     */
    public double distance(FaceEmbedding other) {
        requireLike(other);
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double difference = values[i] - other.values[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    private void requireLike(FaceEmbedding other) {
        if (values.length != other.values.length) {
            throw new InvalidInputException("embeddings of " + values.length + " and " + other.values.length
                    + " numbers were compared: expected those of one network");
        }
    }

    /**
     * The mean of several pictures of a person.
     *
     * @throws InvalidInputException if there is no picture, or they have different counts of numbers
     */
    public static FaceEmbedding mean(List<FaceEmbedding> looks) {
        if (looks.isEmpty()) {
            throw new InvalidInputException("the mean of no embedding was asked for, expected at least one");
        }
        FaceEmbedding mean = looks.get(0);
        for (int i = 1; i < looks.size(); i++) {
            mean = mean.mixed(looks.get(i), 1.0 / (i + 1));
        }
        return mean;
    }

    /** The mean of this look and another one, which has a share of it. */
    FaceEmbedding mixed(FaceEmbedding other, double share) {
        requireLike(other);
        float[] mixed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            mixed[i] = (float) ((1 - share) * values[i] + share * other.values[i]);
        }
        return new FaceEmbedding(mixed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FaceEmbedding embedding && Arrays.equals(values, embedding.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
