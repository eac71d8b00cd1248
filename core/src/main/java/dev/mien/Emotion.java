package dev.mien;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The seven emotions of FER2013 (Goodfellow et al., <a href="https://arxiv.org/abs/1307.0414">arXiv 1307.0414</a>), in
 * the order of that data set's {@code emotion} column. Only this class defines the order of the emotions: every class
 * index in Mien is a {@link #code()}.
 */
public enum Emotion {
    ANGRY,
    DISGUST,
    FEAR,
    HAPPY,
    SAD,
    SURPRISE,
    NEUTRAL;

    /** Number of classes. */
    public static final int COUNT = 7;

    private static final List<Emotion> ALL = List.of(values());

    /** Other spellings in use: folders of Kaggle's data sets, FER+, and the nouns of the literature. */
    private static final Map<String, Emotion> SYNONYMS = Map.ofEntries(
            Map.entry("anger", ANGRY),
            Map.entry("disgusted", DISGUST),
            Map.entry("fearful", FEAR),
            Map.entry("afraid", FEAR),
            Map.entry("scared", FEAR),
            Map.entry("happiness", HAPPY),
            Map.entry("joy", HAPPY),
            Map.entry("sadness", SAD),
            Map.entry("surprised", SURPRISE));

    /** All emotions in label order. */
    public static List<Emotion> all() {
        return ALL;
    }

    /** Class index, 0 to 6, as in FER2013's {@code emotion} column. */
    public int code() {
        return ordinal();
    }

    /** Lower-case English name, as files and reports show it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The emotion of a class index.
     *
     * @throws InvalidInputException if {@code code} is not in 0 to 6
     */
    public static Emotion ofCode(int code) {
        if (code < 0 || code >= COUNT) {
            throw new InvalidInputException("emotion code is " + code + ", expected 0 to 6 (" + names() + ")");
        }
        return ALL.get(code);
    }

    /**
     * The emotion that a word names, in upper or lower case; common synonyms ({@code anger}, {@code happiness}) count
     * too.
     */
    public static Optional<Emotion> parse(String word) {
        String key = word.strip().toLowerCase(Locale.ROOT);
        Emotion synonym = SYNONYMS.get(key);
        return synonym != null
                ? Optional.of(synonym)
                : ALL.stream().filter(e -> e.label().equals(key)).findFirst();
    }

    /** The labels in order, separated by commas, for messages. */
    public static String names() {
        return Arrays.stream(values()).map(Emotion::label).collect(Collectors.joining(", "));
    }
}
