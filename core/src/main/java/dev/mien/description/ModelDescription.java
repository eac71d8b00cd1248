package dev.mien.description;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.PrintableText;
import dev.mien.Remedy;
import dev.mien.dataset.FerPlusClass;
import dev.mien.evaluation.Temperature;
import dev.mien.io.EntryChecksum;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A model's description of itself in its file's metadata, as text by name. The file's writer and its readers share
 * these names and values.
 *
 * @param text name to value, sorted by name
 */
public record ModelDescription(Map<String, String> text) {
    private static final Remedy EXPORT_AGAIN = Remedy.to(Remedy.Action.EXPORT);

    /** The version of the form, which fixes the names of inputs, outputs and metadata. */
    public static final String FORMAT = "mien_format";

    /** The names of the classes in the order of the output {@value #EMOTION}, separated by commas. */
    public static final String LABELS = "labels";

    /** FER+'s eight emotions in the order of the output {@value #FER_PLUS}; absent if the model has no such output. */
    public static final String FER_PLUS_LABELS = "ferplus_labels";

    public static final String ARCHITECTURE = "architecture";
    public static final String MODEL_VERSION = "model_version";
    public static final String MIEN_VERSION = "mien_version";
    public static final String LICENCE = "licence";
    public static final String LICENCE_OF_WEIGHTS = "licence_of_weights";
    public static final String LIMITS = "limits";

    /** How the weights are stored: fp32, fp16 or int8; with int8 the maps have 8 bits too. */
    public static final String PRECISION = "precision";

    /**
     * The temperature of a calibrated model, by which a reader divides the logits. The outputs are computed without it.
     */
    public static final String TEMPERATURE = "temperature";

    /** {@link KnownScores} that check the file; absent in files of earlier versions. */
    public static final String KNOWN_SCORES = "known_scores";

    /**
     * What the file's checksum covers, in words; absent in files of earlier versions. The checksum itself is the entry
     * {@value dev.mien.io.EntryChecksum#NAME}.
     */
    public static final String CHECKSUM = "checksum";

    /** Begins the names of an ensemble's facts about one member. Its number follows: {@code member_2_seed}. */
    public static final String MEMBER = "member_";

    /** Name of the input: N x 1 x height x width grey values, 0 (black) to 255, in 32-bit numbers. */
    public static final String PIXELS = "pixels";

    /** Name of the output: N x classes probabilities. */
    public static final String EMOTION = "emotion";

    /** Name of the output of a second head: N x 8 probabilities. */
    public static final String FER_PLUS = "ferplus";

    /**
     * Name of an optional output: N x classes x height x width class activation maps. They divide each logit, minus the
     * mean of all, among the places of the picture; the places of a class sum to the whole.
     */
    public static final String ACTIVATION = "activation";

    private static final String CURRENT_FORMAT = "1";

    public ModelDescription {
        text = Collections.unmodifiableMap(new TreeMap<>(text));
    }

    /**
     * The description of a model of the seven emotions that will be written.
     *
     * @param facts more metadata by name
     * @param ferPlus whether the model has the second head
     */
    public static ModelDescription of(Map<String, String> facts, boolean ferPlus) {
        return of(facts, LabelSet.FER2013, ferPlus);
    }

    /**
     * The description of a model that will be written.
     *
     * @param facts more metadata by name
     * @param labels the classes of the first head
     * @param ferPlus whether the model has the second head
     */
    public static ModelDescription of(Map<String, String> facts, LabelSet labels, boolean ferPlus) {
        Map<String, String> text = new TreeMap<>(facts);
        text.put(FORMAT, CURRENT_FORMAT);
        text.put(LABELS, labels.text());
        if (ferPlus) {
            text.put(FER_PLUS_LABELS, ferPlusNames());
        }
        text.put(CHECKSUM, "CRC-32 of the whole file, with zeros for the 8 digits of " + EntryChecksum.NAME);
        text.put(EntryChecksum.NAME, EntryChecksum.PLACEHOLDER);
        text.put(LICENCE, "Apache-2.0");
        text.put(
                LICENCE_OF_WEIGHTS,
                "Apache-2.0. The terms of the data apply to the weights too. FER2013's pictures came from an image"
                        + " search: no one owns the right to hand them on, and no licence covers them. What this means"
                        + " for weights is an open legal question: ask before you sell a product that uses them.");
        text.put(
                LIMITS,
                "An expression is not a feeling: do not use this model to judge people. Inferring emotions at work"
                        + " and in education is prohibited in the European Union (AI Act, article 5).");
        return new ModelDescription(text);
    }

    /**
     * Reads and checks a file's description.
     *
     * @param origin what the file is called in messages
     * @throws InvalidInputException if Mien did not write the file, or if it names no labels
     */
    public static ModelDescription read(Map<String, String> metadata, String origin) {
        String format = metadata.get(FORMAT);
        if (format == null) {
            throw new InvalidInputException(
                    origin + " is not a model of Mien: its metadata has no '" + FORMAT
                            + "', so its classes and its input are unknown",
                    EXPORT_AGAIN);
        }
        if (!format.equals(CURRENT_FORMAT)) {
            throw new InvalidInputException(
                    origin + " has the form " + format + ", expected " + CURRENT_FORMAT
                            + ": another version of Mien wrote it",
                    EXPORT_AGAIN);
        }
        requireLabels(origin, require(metadata, origin, LABELS));
        if (metadata.containsKey(FER_PLUS_LABELS)) {
            requireLabels(origin, FER_PLUS_LABELS, metadata.get(FER_PLUS_LABELS), ferPlusNames());
        }
        require(metadata, origin, LICENCE);
        ModelDescription description = new ModelDescription(metadata);
        description.requireTemperature(origin);
        return description;
    }

    private static String require(Map<String, String> metadata, String origin, String name) {
        String value = metadata.get(name);
        if (value == null || value.isBlank()) {
            throw new InvalidInputException(
                    origin + " does not describe itself: its metadata has no '" + name + "'", EXPORT_AGAIN);
        }
        return value;
    }

    private static void requireLabels(String origin, String found) {
        try {
            LabelSet.ofNames(Arrays.asList(found.split(",", -1)));
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    origin + " has the labels '" + PrintableText.of(found) + "', which cannot be read: " + e.problem(),
                    EXPORT_AGAIN,
                    e);
        }
    }

    private static void requireLabels(String origin, String name, String found, String expected) {
        if (!found.equals(expected)) {
            throw new InvalidInputException(origin + " has the " + name + " " + found + ", expected " + expected
                    + ": another order would make every answer wrong");
        }
    }

    private static String ferPlusNames() {
        return FerPlusClass.emotions().stream().map(FerPlusClass::label).collect(Collectors.joining(", "));
    }

    private void requireTemperature(String origin) {
        try {
            temperature();
        } catch (NumberFormatException | InvalidInputException e) {
            throw new InvalidInputException(
                    origin + " has the " + TEMPERATURE + " '" + text.get(TEMPERATURE)
                            + "' in its metadata, which is not a temperature",
                    EXPORT_AGAIN,
                    e);
        }
    }

    /** A value; empty if the metadata does not have it. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(text.get(name));
    }

    /** The classes of the first head in their order. */
    public LabelSet labels() {
        return value(LABELS)
                .map(names -> LabelSet.ofNames(Arrays.asList(names.split(",", -1))))
                .orElse(LabelSet.FER2013);
    }

    /** Whether the model has an output for FER+'s eight emotions. */
    public boolean hasFerPlus() {
        return text.containsKey(FER_PLUS_LABELS);
    }

    /** The temperature of the model's calibration; empty for an uncalibrated model. */
    public Optional<Temperature> temperature() {
        return value(TEMPERATURE).map(Double::valueOf).map(Temperature::new);
    }
}
