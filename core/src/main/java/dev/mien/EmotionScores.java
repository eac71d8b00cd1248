package dev.mien;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How much of each emotion a model sees in a face: seven probabilities that sum to 1.
 *
 * @param values in the order of {@link Emotion}, 0 to 1 each; the array is copied
 */
public record EmotionScores(double[] values) {
    private static final double TOLERANCE = 1e-3;

    /** Checks and copies. */
    public EmotionScores {
        values = values.clone();
        if (values.length != Emotion.COUNT
                || !Arrays.stream(values).allMatch(value -> value >= 0 && value <= 1 + TOLERANCE)
                || Math.abs(Arrays.stream(values).sum() - 1) > TOLERANCE) {
            throw new InvalidInputException("the scores of a face are " + Arrays.toString(values) + ", expected "
                    + Emotion.COUNT + " numbers from 0 to 1 that sum to 1");
        }
    }

    @Override
    public double[] values() {
        return values.clone();
    }

    /** The score of one emotion, 0 to 1. */
    public double of(Emotion emotion) {
        return values[emotion.code()];
    }

    /** The emotion with the highest score; at a tie, the first in order. */
    public Emotion emotion() {
        return ranked().get(0);
    }

    /** The highest score. */
    public double confidence() {
        return of(emotion());
    }

    /** All emotions, from the highest score to the lowest. */
    public List<Emotion> ranked() {
        return Emotion.all().stream()
                .sorted(Comparator.comparingDouble(this::of).reversed())
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmotionScores scores && Arrays.equals(values, scores.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "EmotionScores" + Arrays.toString(values);
    }
}
