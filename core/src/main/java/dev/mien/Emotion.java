package dev.mien;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The seven emotions of FER2013 (Goodfellow et al., <a href="https://arxiv.org/abs/1307.0414">arXiv 1307.0414</a>), in
 * the order of that data set's {@code emotion} column. Only this class defines this order. Other data sets have other
 * classes or another order: a {@link LabelSet}.
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

    /**
     * One colour for each emotion, 0xRRGGBB, distinguishable by colour-blind readers (after Okabe and Ito, 2008).
     */
    private static final List<Integer> COLORS =
            List.of(0xd55e00, 0x6b8e23, 0x7b3fa0, 0xe69f00, 0x0072b2, 0xcc79a7, 0x4d4d4d);

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

    /** The colour of this emotion in pictures, 0xRRGGBB. */
    public int color() {
        return COLORS.get(ordinal());
    }

    /** Other spellings in use, in lower case and alphabetical order. */
    List<String> synonyms() {
        return SYNONYMS.entrySet().stream()
                .filter(entry -> entry.getValue() == this)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
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
