package dev.mien.importing;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An order of labels that is in use. Files of Keras do not say which one they have.
 *
 * @param name a short name
 * @param labels in the order of a network's outputs
 */
public record KnownLabels(String name, List<String> labels) {
    private static final String CONTEMPT = "contempt";

    /** All orders; the most frequent ones of each number of classes first. */
    public static final List<KnownLabels> ALL = List.of(
            new KnownLabels("fer2013", names(Emotion.all())),
            new KnownLabels(
                    "alphabetical", names(Emotion.all()).stream().sorted().toList()),
            named("raf-db", "surprise", "fear", "disgust", "happy", "sad", "angry", "neutral"),
            named("affectnet-7", "neutral", "happy", "sad", "surprise", "fear", "disgust", "angry"),
            named("ck+", "angry", CONTEMPT, "disgust", "fear", "happy", "sad", "surprise"),
            named("ferplus", "neutral", "happy", "surprise", "sad", "angry", "disgust", "fear", CONTEMPT),
            named("affectnet-8", "neutral", "happy", "sad", "surprise", "fear", "disgust", "angry", CONTEMPT),
            named("alphabetical-8", "angry", CONTEMPT, "disgust", "fear", "happy", "neutral", "sad", "surprise"));

    public KnownLabels {
        labels = List.copyOf(labels);
        if (labels.isEmpty() || labels.contains("") || new HashSet<>(labels).size() < labels.size()) {
            throw new InvalidInputException(
                    "the labels are " + String.join(", ", labels) + ", expected different names");
        }
    }

    private static KnownLabels named(String name, String... labels) {
        return new KnownLabels(name, List.of(labels));
    }

    private static List<String> names(List<Emotion> emotions) {
        return emotions.stream().map(Emotion::label).toList();
    }

    /**
     * The labels that a text names.
     *
     * @param text the name of a known order, or the labels themselves, separated by commas
     * @throws InvalidInputException if it is neither
     */
    public static KnownLabels parse(String text) {
        List<String> words = Arrays.stream(text.split(",", -1))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (words.size() > 1) {
            return new KnownLabels("own", words);
        }
        return ALL.stream()
                .filter(known -> known.name.equals(words.get(0)))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("the labels '" + text + "' are unknown. There are "
                        + names() + ", or the labels themselves, separated by commas"));
    }

    /** The orders of this number of classes. */
    static List<KnownLabels> ofSize(int classes) {
        return ALL.stream().filter(known -> known.labels.size() == classes).toList();
    }

    /** The names of all orders, separated by commas. */
    public static String names() {
        return ALL.stream().map(KnownLabels::name).collect(Collectors.joining(", "));
    }

    /** The labels, separated by commas. */
    public String words() {
        return String.join(", ", labels);
    }
}
