package dev.mien.dataset;

import dev.mien.Emotion;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Reads the text of one cell. */
final class Cells {
    static final String LABELS = "0 to 6 or one of " + Emotion.names();
    private static final int LONGEST_QUOTE = 40;
    private static final int LONGEST_MISSING = 4;

    /** The texts that pandas reads as a missing value and that occur in exports of this data set. */
    private static final Set<String> MISSING = Set.of("", "NA", "N/A", "NaN", "nan", "NULL", "null", "None");

    private Cells() {}

    static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    static boolean isMissing(byte[] bytes, int from, int to) {
        return to == from || (to - from <= LONGEST_MISSING && MISSING.contains(text(bytes, from, to)));
    }

    /** The class index that a cell names by number or by word, or -1. */
    static int label(byte[] bytes, int from, int to) {
        if (to - from == 1) {
            int digit = bytes[from] - '0';
            return digit >= 0 && digit < Emotion.COUNT ? digit : -1;
        }
        return Emotion.parse(text(bytes, from, to)).map(Emotion::code).orElse(-1);
    }

    /** A value in quotes for a message: shortened, and free of control characters. */
    static String quote(String value) {
        String visible = value.replaceAll("\\p{Cntrl}", "?");
        return "'" + abbreviate(visible) + "'";
    }

    static String abbreviate(String value) {
        return value.length() <= LONGEST_QUOTE ? value : value.substring(0, LONGEST_QUOTE - 3) + "...";
    }
}
