package dev.mien;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The classes of a data set or of a model, in order. A class index is a position in this order. Immutable. Two sets are
 * equal if they have the same names in the same order, because these decide what a number means. {@link LabelSets} has
 * the sets of well-known data sets.
 */
public final class LabelSet {
    /** The most classes, because a data set keeps a label in a byte. */
    public static final int MOST = 127;

    /** The seven emotions of FER2013, in the order of {@link Emotion}. */
    public static final LabelSet FER2013 =
            new LabelSet("fer2013", Emotion.all().stream().map(Label::of).toList(), 0);

    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

    private final String name;
    private final List<Label> labels;
    private final int firstNumber;

    private LabelSet(String name, List<Label> labels, int firstNumber) {
        this.name = name;
        this.labels = List.copyOf(labels);
        this.firstNumber = firstNumber;
    }

    /**
     * Checks and copies.
     *
     * @param name for messages and files
     * @param labels 1 to {@value #MOST} classes; a word names at most one of them
     * @throws InvalidInputException if there is no class, there are too many, or a word names two of them
     */
    public static LabelSet of(String name, List<Label> labels) {
        if (labels.isEmpty() || labels.size() > MOST) {
            throw new InvalidInputException(
                    "the label set '" + name + "' has " + labels.size() + " classes, expected 1 to " + MOST);
        }
        Set<String> words = new HashSet<>();
        for (Label label : labels) {
            Set<String> own = new LinkedHashSet<>(List.of(label.name()));
            own.addAll(label.synonyms());
            own.stream().filter(word -> !words.add(word)).findFirst().ifPresent(word -> {
                throw new InvalidInputException("the label set '" + name + "' has two classes called '" + word
                        + "', expected one: join the two or rename one");
            });
        }
        return new LabelSet(name, labels, 0);
    }

    /**
     * A set of these names. A name that {@link Emotion#parse} knows means that emotion.
     *
     * @throws InvalidInputException as {@link #of(String, List)}, or if two names mean one emotion
     */
    public static LabelSet ofNames(List<String> names) {
        List<Label> labels = new ArrayList<>();
        for (String name : names) {
            labels.add(Label.of(name, labels.size()));
        }
        return of(labels);
    }

    /**
     * A set of these classes. It has the name of the set in {@link LabelSets} that it equals, or else the names of its
     * classes.
     *
     * @throws InvalidInputException as {@link #of(String, List)}
     */
    public static LabelSet of(List<Label> labels) {
        LabelSet set = of(String.join(",", labels.stream().map(Label::name).toList()), labels);
        return LabelSets.all().stream()
                .filter(set::equals)
                .findFirst()
                .map(preset -> preset.labels.equals(labels) ? preset : new LabelSet(preset.name, labels, 0))
                .orElse(set);
    }

    /**
     * A set as a user names it: a name in {@link LabelSets}, or names separated by commas.
     *
     * @throws InvalidInputException if a single word names no set, or as {@link #ofNames}
     */
    public static LabelSet parse(String text) {
        return text.contains(",") ? ofNames(Arrays.asList(text.split(",", -1))) : LabelSets.named(text.strip());
    }

    /** The same classes for files that count them from another number than 0, as RAF-DB does from 1. */
    public LabelSet countedFrom(int number) {
        return new LabelSet(name, labels, number);
    }

    /** The set's name: that of a preset, or the names of its classes, separated by commas. */
    public String name() {
        return name;
    }

    /** The classes in order. */
    public List<Label> labels() {
        return labels;
    }

    /** Number of classes, 1 to {@value #MOST}. */
    public int size() {
        return labels.size();
    }

    /** The names in order. */
    public List<String> names() {
        return labels.stream().map(Label::name).toList();
    }

    /** The names in order, separated by commas and spaces, for messages. */
    public String text() {
        return labels.stream().map(Label::name).collect(Collectors.joining(", "));
    }

    /** The number that files write for the first class: 0, or 1 for RAF-DB. */
    public int firstNumber() {
        return firstNumber;
    }

    /**
     * The class of an index.
     *
     * @throws InvalidInputException if there is no such class
     */
    public Label label(int code) {
        if (code < 0 || code >= size()) {
            throw new InvalidInputException(
                    "a class index is " + code + ", expected 0 to " + (size() - 1) + " (" + text() + ")");
        }
        return labels.get(code);
    }

    /** The emotion that a class means; empty if {@link Emotion} has no word for it. */
    public Optional<Emotion> emotion(int code) {
        return label(code).emotion();
    }

    /** The class index that a word or a number in a file means; empty if it means no class. */
    public OptionalInt code(String word) {
        String key = word.strip();
        OptionalInt named = first(label -> label.isNamed(key));
        if (named.isPresent() || !NUMBER.matcher(key).matches()) {
            return named;
        }
        int code = Integer.parseInt(key) - firstNumber;
        return code >= 0 && code < size() ? OptionalInt.of(code) : OptionalInt.empty();
    }

    /** The class that means an emotion; empty if the set has none. */
    public OptionalInt code(Emotion emotion) {
        return first(label -> label.emotion().equals(Optional.of(emotion)));
    }

    /**
     * The class that means an emotion.
     *
     * @throws InvalidInputException if the set has none
     */
    public int codeOf(Emotion emotion) {
        return code(emotion)
                .orElseThrow(() ->
                        new InvalidInputException("no class means " + emotion.label() + ": the classes are " + text()));
    }

    /** For each class its index in another set, or -1 where the other has no class of this meaning. */
    public int[] codesIn(LabelSet other) {
        return labels.stream()
                .mapToInt(label -> other.first(label::means).orElse(-1))
                .toArray();
    }

    private OptionalInt first(Predicate<Label> wanted) {
        return IntStream.range(0, size())
                .filter(code -> wanted.test(labels.get(code)))
                .findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelSet set && names().equals(set.names());
    }

    @Override
    public int hashCode() {
        return names().hashCode();
    }

    @Override
    public String toString() {
        return name.indexOf(',') < 0 ? name + " (" + text() + ")" : text();
    }
}
