package dev.mien.importing;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.LabelSets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An order of labels that is in use. Files of Keras do not say which one they have.
 *
 * @param name a short name
 * @param labels in the order of a network's outputs
 */
public record KnownLabels(String name, List<String> labels) {
    /** The orders of folders' names, which Keras' readers of folders take, and CK+ without its neutral faces. */
    private static final List<KnownLabels> BESIDE_DATA_SETS = List.of(
            alphabetical("alphabetical", LabelSet.FER2013),
            alphabetical("alphabetical-8", LabelSets.named("affectnet-8")),
            new KnownLabels(
                    "ck+-7",
                    LabelSets.named("ck+").names().stream()
                            .filter(name -> !name.equals(Emotion.NEUTRAL.label()))
                            .toList()));

    public KnownLabels {
        labels = List.copyOf(labels);
        if (labels.isEmpty() || labels.contains("") || new HashSet<>(labels).size() < labels.size()) {
            throw new InvalidInputException(
                    "the labels are " + String.join(", ", labels) + ", expected different names");
        }
    }

    private static KnownLabels alphabetical(String name, LabelSet set) {
        return new KnownLabels(name, set.names().stream().sorted().toList());
    }

    /** The orders of {@link LabelSets} and others that are in use, FER2013's first. */
    private static List<KnownLabels> all() {
        List<KnownLabels> all = new ArrayList<>();
        LabelSets.all().forEach(set -> all.add(new KnownLabels(set.name(), set.names())));
        all.addAll(1, BESIDE_DATA_SETS);
        return all;
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
        return all().stream()
                .filter(known -> known.name.equals(words.get(0)))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("the labels '" + text + "' are unknown. There are "
                        + names() + ", or the labels themselves, separated by commas"));
    }

    /** The different orders of this number of classes. Of several names of one order the first is kept. */
    static List<KnownLabels> ofSize(int classes) {
        Map<List<String>, KnownLabels> orders = new LinkedHashMap<>();
        all().stream()
                .filter(known -> known.labels.size() == classes)
                .forEach(known -> orders.putIfAbsent(known.labels, known));
        return List.copyOf(orders.values());
    }

    /** The names of all orders, separated by commas. */
    public static String names() {
        return all().stream().map(KnownLabels::name).collect(Collectors.joining(", "));
    }

    /** The labels, separated by commas. */
    public String words() {
        return String.join(", ", labels);
    }
}
