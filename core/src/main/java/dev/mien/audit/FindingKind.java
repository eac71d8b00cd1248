package dev.mien.audit;

import dev.mien.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an audit looks for. Their names stand in audit.json. */
public enum FindingKind {
    /** Groups of rows with equal pixels; all rows of the groups. */
    COPY("Exact copies", "Rows with the same pixels as another row."),
    /** Rows with an exact copy in an earlier part; the order is Training, PublicTest, PrivateTest. */
    LEAK("Exact copies across parts", "Rows that test or validate, and have an exact copy in an earlier part."),
    /** Groups of exact copies with several labels; all rows of the groups. */
    CONFLICT("Contradictory labels of exact copies", "The same pixels under different labels."),
    /** Groups joined by near copies, with their exact copies; all rows of the groups. */
    NEAR_COPY(
            "Near copies", "The same photo mirrored, in another brightness, encoded again or moved by a pixel or two."),
    /** As {@link #LEAK}, for rows that have a near copy and no exact copy there. */
    NEAR_LEAK("Near copies across parts", "Rows that test or validate, and have a near copy in an earlier part."),
    /** As {@link #CONFLICT}, in groups joined by near copies. */
    NEAR_CONFLICT("Contradictory labels of near copies", "The same photo under different labels."),
    /** Pictures of one grey level. */
    BLANK("Blank pictures", "Every pixel is the same."),
    /** Pictures that are not blank but whose standard deviation is below {@link PictureContent#LEAST_DEVIATION}. */
    FLAT("Nearly constant pictures", "The standard deviation of the grey levels is below 5 of 255."),
    /** More than half of FER+'s votes say that it is not a face. */
    NOT_A_FACE("Not a face, says FER+", "More than half of the taggers saw no face."),
    /** More than half of FER+'s votes are for no emotion in particular. */
    UNKNOWN("Unknown, says FER+", "More than half of the taggers could not tell the emotion."),
    /** Rows for which models are surer of another label than they usually are of that label. */
    DISPUTED(
            "Labels that a model disputes",
            "Confident learning: another class reaches the mean confidence of the rows with that label, and is the"
                    + " likeliest such class.");

    private final String title;
    private final String explanation;

    FindingKind(String title, String explanation) {
        this.title = title;
        this.explanation = explanation;
    }

    /** The name in files: {@code near-copy}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A heading. */
    public String title() {
        return title;
    }

    /** A sentence for people. */
    public String explanation() {
        return explanation;
    }

    /** Whether its rows repeat rows of an earlier part. */
    public boolean isLeak() {
        return this == LEAK || this == NEAR_LEAK;
    }

    /** Whether an audit needs FER+'s votes to find it. */
    public boolean needsFerPlus() {
        return this == NOT_A_FACE || this == UNKNOWN;
    }

    /** Whether an audit needs a model's predictions to find it. */
    public boolean needsModel() {
        return this == DISPUTED;
    }

    /** All names, separated by commas. */
    public static String keys() {
        return Arrays.stream(values()).map(FindingKind::key).collect(Collectors.joining(", "));
    }

    /**
     * The kind of a name.
     *
     * @throws InvalidInputException if there is no such kind
     */
    public static FindingKind parse(String key) {
        return List.of(values()).stream()
                .filter(kind -> kind.key().equals(key.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidInputException("an audit has no finding '" + key + "', expected some of " + keys()));
    }
}
