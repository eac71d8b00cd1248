package dev.mien.dataset;

import dev.mien.LabelSet;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Reads the text of one cell. */
final class Cells {
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

    /** The class index that a cell names by number or by word, or -1. A digit is read without a string. */
    static int label(LabelSet labels, byte[] bytes, int from, int to) {
        if (to - from == 1 && bytes[from] >= '0' && bytes[from] <= '9') {
            int code = bytes[from] - '0' - labels.firstNumber();
            return code >= 0 && code < labels.size() ? code : -1;
        }
        return labels.code(text(bytes, from, to)).orElse(-1);
    }

    /** What a cell of labels may hold, for messages. */
    static String expected(LabelSet labels) {
        int first = labels.firstNumber();
        return first + " to " + (first + labels.size() - 1) + " or one of " + labels.text();
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
