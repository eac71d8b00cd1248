package dev.mien.dataset;

import dev.mien.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The names of a CSV file's columns, and the positions of FER2013's three columns.
 *
 * @param columns all names, without quotes and surrounding spaces
 * @param emotion -1 if the file has no such column, as a file of faces without labels
 * @param usage -1 if the file has no such column
 */
record CsvHeader(List<String> columns, int emotion, int pixels, int usage) {
    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final String EMOTION = "emotion";
    private static final String EXPECTED = "expected the columns emotion, pixels and (optionally) Usage";

    static CsvHeader parse(String file, String line) {
        String text = line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
        if (text.isBlank()) {
            throw new InvalidInputException(file + " is empty, " + EXPECTED + ": copy or download it again");
        }
        if (text.strip().contains("\r")) {
            throw new InvalidInputException(
                    file + " has lines that end in a carriage return alone, expected line feeds:"
                            + " save it with line ends of Unix or Windows");
        }
        List<String> columns =
                Arrays.stream(text.split(",", -1)).map(CsvHeader::name).toList();
        int emotion = index(file, columns, EMOTION);
        int pixels = index(file, columns, "pixels");
        CsvHeader header = new CsvHeader(columns, emotion, pixels, index(file, columns, "usage"));
        return pixels < 0 ? header.requireEmotion(file).refuse(file, "pixels") : header;
    }

    /** Requires labels. */
    CsvHeader requireEmotion(String file) {
        return hasEmotion() ? this : refuse(file, EMOTION);
    }

    private CsvHeader refuse(String file, String wanted) {
        throw new InvalidInputException(file + ", line 1 has no column '" + wanted + "': it"
                + " is " + Cells.quote(String.join(",", columns)) + ", " + EXPECTED + ": give FER2013's"
                + " CSV with its header");
    }

    private static String name(String field) {
        String stripped = field.strip();
        boolean quoted = stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"");
        return quoted ? stripped.substring(1, stripped.length() - 1).strip() : stripped;
    }

    private static int index(String file, List<String> columns, String wanted) {
        List<String> names =
                columns.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        int index = names.indexOf(wanted);
        if (index != names.lastIndexOf(wanted)) {
            throw new InvalidInputException(file + ", line 1 names the column '" + wanted + "' twice: remove one");
        }
        return index;
    }

    boolean hasEmotion() {
        return emotion >= 0;
    }

    boolean hasUsage() {
        return usage >= 0;
    }
}
