package dev.mien;

/**
 * Text from files and names, made safe to show. Characters that steer a terminal, break a line or turn the direction of
 * writing are escaped as in Java: {@code \\n}, {@code \\u001b}.
 */
public final class PrintableText {
    private PrintableText() {}

    /** The text with escapes; the same text if it has nothing to escape. */
    public static String of(String text) {
        if (text.codePoints().noneMatch(PrintableText::steers)) {
            return text;
        }
        StringBuilder printable = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (steers(character)) {
                printable.append(escape(character));
            } else {
                printable.appendCodePoint(character);
            }
        });
        return printable.toString();
    }

    private static boolean steers(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> isDirection(character);
            default -> false;
        };
    }

    /** Embeddings, overrides and isolates (Unicode Annex 9). Joiners within words are no such characters. */
    private static boolean isDirection(int character) {
        return character >= 0x202a && character <= 0x202e || character >= 0x2066 && character <= 0x2069;
    }

    private static String escape(int character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", character);
        };
    }
}
