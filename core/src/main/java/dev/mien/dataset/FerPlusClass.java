package dev.mien.dataset;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The answers that a tagger of FER+ could give, in the order of its file's columns: eight emotions, and two answers
 * that are not emotions. Only this class relates FER+'s classes to FER2013's.
 *
 * @see <a href="https://arxiv.org/abs/1608.01041">Barsoum et al., Training Deep Networks for Facial Expression
 *     Recognition with Crowd-Sourced Label Distribution</a>
 */
public enum FerPlusClass {
    NEUTRAL("neutral", Optional.of(Emotion.NEUTRAL)),
    HAPPINESS("happiness", Optional.of(Emotion.HAPPY)),
    SURPRISE("surprise", Optional.of(Emotion.SURPRISE)),
    SADNESS("sadness", Optional.of(Emotion.SAD)),
    ANGER("anger", Optional.of(Emotion.ANGRY)),
    DISGUST("disgust", Optional.of(Emotion.DISGUST)),
    FEAR("fear", Optional.of(Emotion.FEAR)),
    /** FER2013 has no such class. */
    CONTEMPT("contempt", Optional.empty()),
    UNKNOWN("unknown", Optional.empty()),
    NOT_A_FACE("NF", Optional.empty());

    /** Number of classes that are emotions; they come first. */
    public static final int EMOTIONS = 8;

    /** Number of all classes. */
    public static final int COUNT = 10;

    private static final List<FerPlusClass> ALL = List.of(values());

    private final String column;
    private final Optional<Emotion> emotion;

    FerPlusClass(String column, Optional<Emotion> emotion) {
        this.column = column;
        this.emotion = emotion;
    }

    /** All classes in the file's order. */
    public static List<FerPlusClass> all() {
        return ALL;
    }

    /** The eight emotions in the file's order: the classes of a network's second head. */
    public static List<FerPlusClass> emotions() {
        return ALL.subList(0, EMOTIONS);
    }

    /** Class index, 0 to 9; below {@link #EMOTIONS} for an emotion. */
    public int code() {
        return ordinal();
    }

    /** The name of the file's column. */
    String column() {
        return column;
    }

    /** Lower-case English name, as reports show it: {@code not a face}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether this is one of the eight emotions. */
    public boolean isEmotion() {
        return ordinal() < EMOTIONS;
    }

    /** The same emotion among FER2013's seven; empty for contempt, unknown and not a face. */
    public Optional<Emotion> emotion() {
        return emotion;
    }

    /**
     * The class that stands for one of FER2013's emotions.
     *
     * @return a class that has an {@link #emotion}
     */
    public static FerPlusClass of(Emotion emotion) {
        return ALL.stream()
                .filter(c -> c.emotion.equals(Optional.of(emotion)))
                .findFirst()
                .orElseThrow();
    }

    /**
     * The class of an index.
     *
     * @throws InvalidInputException if {@code code} is not in 0 to 9
     */
    public static FerPlusClass ofCode(int code) {
        if (code < 0 || code >= COUNT) {
            throw new InvalidInputException("FER+ class code is " + code + ", expected 0 to " + (COUNT - 1));
        }
        return ALL.get(code);
    }
}
