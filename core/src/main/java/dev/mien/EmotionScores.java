package dev.mien;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much of each class a model sees in a face: one probability for each class, which sum to 1. Most models have the
 * seven emotions of {@link Emotion}. The methods that name an {@link Emotion} are for them. {@link #label},
 * {@link #of(Label)} and {@link #rankedLabels} are for every model.
 *
 * @param labels the classes
 * @param values in the order of the classes, 0 to 1 each; the array is copied
 */
public record EmotionScores(LabelSet labels, double[] values) {
    private static final double TOLERANCE = 1e-3;

    /** Checks and copies. */
    public EmotionScores {
        values = values.clone();
        if (values.length != labels.size()
                || !Arrays.stream(values).allMatch(value -> value >= 0 && value <= 1 + TOLERANCE)
                || Math.abs(Arrays.stream(values).sum() - 1) > TOLERANCE) {
            throw new InvalidInputException("the scores of a face are " + Arrays.toString(values) + ", expected "
                    + labels.size() + " numbers from 0 to 1 that sum to 1");
        }
    }

    /** Scores of the seven emotions, in the order of {@link Emotion}. */
    public EmotionScores(double[] values) {
        this(LabelSet.FER2013, values);
    }

    @Override
    public double[] values() {
        return values.clone();
    }

    /**
     * The score of one emotion, 0 to 1.
     *
     * @throws InvalidInputException if no class means the emotion
     */
    public double of(Emotion emotion) {
        return values[labels.codeOf(emotion)];
    }

    /**
     * The score of one class, 0 to 1.
     *
     * @throws InvalidInputException if it is not among {@link #labels}
     */
    public double of(Label label) {
        int code = labels.labels().indexOf(label);
        if (code < 0) {
            throw new InvalidInputException(
                    "there is no score of '" + label.name() + "': the classes are " + labels.text());
        }
        return values[code];
    }

    /** The class with the highest score; at a tie, the first in order. */
    public Label label() {
        return labels.label(best());
    }

    /**
     * The emotion with the highest score; at a tie, the first in order.
     *
     * @throws InvalidInputException if {@link Emotion} has no word for the class
     */
    public Emotion emotion() {
        return emotion(label());
    }

    private static Emotion emotion(Label label) {
        return label.emotion()
                .orElseThrow(() -> new InvalidInputException("the class '" + label.name() + "' is none of the emotions "
                        + Emotion.names() + ": ask for its label"));
    }

    /** The highest score. */
    public double confidence() {
        return values[best()];
    }

    /** The index of the highest score. */
    private int best() {
        int best = 0;
        for (int code = 1; code < values.length; code++) {
            best = values[code] > values[best] ? code : best;
        }
        return best;
    }

    /**
     * All emotions, from the highest score to the lowest.
     *
     * @throws InvalidInputException if {@link Emotion} has no word for one of the classes
     */
    public List<Emotion> ranked() {
        return rankedLabels().stream().map(EmotionScores::emotion).toList();
    }

    /** All classes, from the highest score to the lowest. */
    public List<Label> rankedLabels() {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer code) -> values[code])
                        .reversed())
                .map(labels::label)
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmotionScores scores
                && labels.equals(scores.labels)
                && Arrays.equals(values, scores.values);
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
