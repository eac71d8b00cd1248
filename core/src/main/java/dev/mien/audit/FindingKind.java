package dev.mien.audit;

import dev.mien.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an audit looks for. The names are those of {@code --fail-on} and of audit.json. */
public enum FindingKind {
    /** Groups of rows that agree pixel for pixel; all rows of them. */
    COPY("Exact copies", "Rows that agree in every pixel with another row."),
    /** Rows of a later part (Training, PublicTest, PrivateTest) with an exact copy in an earlier one. */
    LEAK("Exact copies across parts", "Rows that test or validate, and stand pixel for pixel in an earlier part."),
    /** Groups of exact copies with several labels; all rows of them. */
    CONFLICT("Contradictory labels of exact copies", "The same pixels under different labels."),
    /** Groups that near copies join, with their exact copies; all rows of them. */
    NEAR_COPY(
            "Near copies", "The same photo mirrored, in another brightness, encoded again or moved by a pixel or two."),
    /** As {@link #LEAK}, by a near copy where there is no exact one. */
    NEAR_LEAK("Near copies across parts", "Rows that test or validate, and whose near copy stands in an earlier part."),
    /** As {@link #CONFLICT}, in groups that near copies join. */
    NEAR_CONFLICT("Contradictory labels of near copies", "The same photo under different labels."),
    /** Pictures of one grey level. */
    BLANK("Blank pictures", "Every pixel is the same."),
    /** Pictures that are not blank and whose grey levels deviate by less than {@link PictureContent#LEAST_DEVIATION}. */
    FLAT("Nearly constant pictures", "The standard deviation of the grey levels is below 5 of 255."),
    /** More than half of FER+'s votes say that it is no face. */
    NOT_A_FACE("Not a face, says FER+", "More than half of the taggers saw no face."),
    /** More than half of FER+'s votes are for no emotion in particular. */
    UNKNOWN("Unknown, says FER+", "More than half of the taggers could not tell the emotion."),
    /** Rows for which models are surer of another label than is usual for it. */
    DISPUTED(
            "Labels that a model disputes",
            "Confident learning: another class reaches the mean confidence of the rows labelled so, and is the likeliest that does.");

    private final String title;
    private final String explanation;

    FindingKind(String title, String explanation) {
        this.title = title;
        this.explanation = explanation;
    }

    /** The name as the command line takes it: {@code near-copy}. */
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

    /** Whether it can only be found with FER+'s votes. */
    public boolean needsFerPlus() {
        return this == NOT_A_FACE || this == UNKNOWN;
    }

    /** Whether it can only be found with a model's predictions. */
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
     * @throws InvalidInputException if there is none
     */
    public static FindingKind parse(String key) {
        return List.of(values()).stream()
                .filter(kind -> kind.key().equals(key.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidInputException("an audit finds no '" + key + "', expected some of " + keys()));
    }
}
