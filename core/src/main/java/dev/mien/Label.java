package dev.mien;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One class of a {@link LabelSet}.
 *
 * @param name as files and reports show it, in lower case
 * @param synonyms other spellings that files use, in lower case
 * @param color for pictures, 0xRRGGBB
 * @param emotion the emotion of {@link Emotion} that the class means; empty if that vocabulary has no word for it
 */
public record Label(String name, List<String> synonyms, int color, Optional<Emotion> emotion) {
    private static final int MOST_CHARACTERS = 60;
    private static final int LARGEST_COLOR = 0xffffff;

    /** Contempt, and then the classes that {@link Emotion} has no word for, in turn. */
    private static final List<Integer> PALETTE =
            List.of(0x56b4e9, 0x009e73, 0x8c564b, 0xb8860b, 0x2f4f9d, 0xa0305a, 0x5f8a8b, 0x6b4fa0);

    /** Strips and checks. */
    public Label {
        name = word(name);
        synonyms = synonyms.stream().map(Label::word).distinct().toList();
        if (color < 0 || color > LARGEST_COLOR) {
            throw new InvalidInputException(
                    "the colour of the label '" + name + "' is " + color + ", expected 0x000000 to 0xffffff");
        }
    }

    /** The class of an emotion, by its own name. */
    public static Label of(Emotion emotion) {
        return new Label(emotion.label(), emotion.synonyms(), emotion.color(), Optional.of(emotion));
    }

    /**
     * A class by its name. If {@link Emotion#parse} knows the name, the class means that emotion.
     *
     * @param place of the class among others, from 0; it decides the colour of a class that is not an emotion
     */
    public static Label of(String name, int place) {
        String word = word(name);
        return Emotion.parse(word)
                .map(emotion -> of(emotion).called(word))
                .orElseGet(() -> new Label(word, List.of(), PALETTE.get(place % PALETTE.size()), Optional.empty()));
    }

    /** The same class under another name. The present name becomes a synonym. */
    public Label called(String other) {
        return other.equals(name) ? this : new Label(other, with(List.of(name)), color, emotion);
    }

    /** The same class with more synonyms. */
    public Label alsoCalled(String... others) {
        return new Label(name, with(List.of(others)), color, emotion);
    }

    private List<String> with(List<String> more) {
        return Stream.concat(synonyms.stream(), more.stream()).toList();
    }

    /**
     * The emotion that the class means.
     *
     * @throws InvalidInputException if {@link Emotion} has no word for it
     */
    public Emotion requireEmotion() {
        return emotion.orElseThrow(() ->
                new InvalidInputException("the class '" + name + "' is not one of the emotions " + Emotion.names()));
    }

    /** Whether a word names the class, in upper or lower case. */
    public boolean isNamed(String word) {
        String key = word.strip().toLowerCase(Locale.ROOT);
        return name.equals(key) || synonyms.contains(key);
    }

    /** Whether two classes of different label sets mean the same: by their emotion, or by their names. */
    public boolean means(Label other) {
        return emotion.isPresent() && other.emotion.isPresent()
                ? emotion.equals(other.emotion)
                : isNamed(other.name) || other.isNamed(name);
    }

    private static String word(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        boolean printable = word.chars().noneMatch(c -> Character.isISOControl(c) || c == ',' || c == '=');
        if (word.isEmpty() || word.length() > MOST_CHARACTERS || !printable) {
            throw new InvalidInputException("a label is called '" + PrintableText.of(text) + "', expected 1 to "
                    + MOST_CHARACTERS + " characters without a comma, an equals sign and control characters");
        }
        return word;
    }
}
