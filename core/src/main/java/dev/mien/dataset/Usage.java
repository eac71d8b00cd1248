package dev.mien.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The {@code Usage} column of FER2013: the official split. */
public enum Usage {
    TRAINING("Training"),
    PUBLIC_TEST("PublicTest"),
    PRIVATE_TEST("PrivateTest");

    private static final List<Usage> ALL = List.of(values());

    private final String label;

    Usage(String label) {
        this.label = label;
    }

    /** The word in FER2013's spelling. */
    public String label() {
        return label;
    }

    /** 0, 1 or 2 in the order in which the parts are used; a data set stores this code. */
    int code() {
        return ordinal();
    }

    static Usage ofCode(int code) {
        return ALL.get(code);
    }

    /** The official parts of some data with their numbers of samples, such as "Training 845, PrivateTest 105". */
    public static String counts(Dataset data) {
        return ALL.stream()
                .map(usage -> Map.entry(usage.label, data.withUsage(usage).size()))
                .filter(part -> part.getValue() > 0)
                .map(part -> String.format(Locale.ROOT, "%s %,d", part.getKey(), part.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** The usage that a word names, in FER2013's exact spelling. */
    public static Optional<Usage> parse(String word) {
        return Arrays.stream(values()).filter(u -> u.label.equals(word)).findFirst();
    }
}
