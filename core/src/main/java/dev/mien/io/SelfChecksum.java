package dev.mien.io;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file's SHA-256 inside the file itself, as the JSON member {@code "sha256_of_file"}. It covers all bytes of the
 * file, with zeros in the place of its own 64 digits.
 */
public final class SelfChecksum {
    /** The member's name. */
    public static final String NAME = "sha256_of_file";

    /** The member's text before {@link #seal}. */
    public static final String PLACEHOLDER = "0".repeat(Sha256.DIGITS);

    private static final int LARGEST_METADATA = 1 << 20;

    /** Tags and lengths of a name and a value, with the name between them. */
    private static final byte[] ENTRY = ("\n" + (char) NAME.length() + NAME + "\u0012" + (char) Sha256.DIGITS)
            .getBytes(StandardCharsets.ISO_8859_1);

    private SelfChecksum() {}

    /** The result of a check. */
    public enum Verdict {
        WHOLE,
        DAMAGED,
        ABSENT
    }

    /**
     * Writes the checksum into its place.
     *
     * @param head the file's first bytes, which hold the member; they are changed
     * @param tail the rest
     */
    public static void seal(byte[] head, byte[] tail) {
        int place = place(head);
        if (place < 0) {
            throw new IllegalArgumentException("no place for a checksum");
        }
        Arrays.fill(head, place, place + PLACEHOLDER.length(), (byte) '0');
        byte[] digits = digest(head, tail).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, head, place, digits.length);
    }

    /** Checks a file against the checksum in its head. */
    public static Verdict verify(byte[] head, byte[] tail) {
        int place = place(head);
        if (place < 0) {
            return Verdict.ABSENT;
        }
        byte[] zeroed = head.clone();
        Arrays.fill(zeroed, place, place + PLACEHOLDER.length(), (byte) '0');
        String found = new String(head, place, PLACEHOLDER.length(), StandardCharsets.ISO_8859_1);
        return found.equals(digest(zeroed, tail)) ? Verdict.WHOLE : Verdict.DAMAGED;
    }

    /**
     * Writes the checksum into its place in a file in Protocol Buffers' form, among an ONNX model's metadata.
     *
     * @param file has an entry with the name {@value #NAME} and the value {@link #PLACEHOLDER}; it is changed
     */
    public static void sealEntry(byte[] file) {
        int place = entry(file);
        if (place < 0) {
            throw new IllegalArgumentException("no place for a checksum");
        }
        byte[] digits = digest(file, place).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, file, place, digits.length);
    }

    /** Checks a file against the checksum in its metadata. */
    public static Verdict verifyEntry(byte[] file) {
        int place = entry(file);
        if (place < 0) {
            return Verdict.ABSENT;
        }
        String found = new String(file, place, PLACEHOLDER.length(), StandardCharsets.ISO_8859_1);
        return found.equals(digest(file, place)) ? Verdict.WHOLE : Verdict.DAMAGED;
    }

    /** The start of an entry's digits. The metadata stands at the end of a file, behind its weights. */
    private static int entry(byte[] file) {
        int length = ENTRY.length + PLACEHOLDER.length();
        for (int start = file.length - length; start >= Math.max(0, file.length - LARGEST_METADATA); start--) {
            if (Arrays.equals(file, start, start + ENTRY.length, ENTRY, 0, ENTRY.length)) {
                return start + ENTRY.length;
            }
        }
        return -1;
    }

    private static String digest(byte[] file, int place) {
        int rest = place + PLACEHOLDER.length();
        return new Sha256()
                .add(file, 0, place)
                .add(PLACEHOLDER.getBytes(StandardCharsets.US_ASCII))
                .add(file, rest, file.length - rest)
                .hex();
    }

    /** The start of the digits; negative if they are missing. */
    private static int place(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        int name = text.indexOf('"' + NAME + '"');
        int start = name < 0 ? -1 : text.indexOf('"', name + NAME.length() + 2) + 1;
        return start <= 0 || start + PLACEHOLDER.length() > head.length ? -1 : start;
    }

    private static String digest(byte[] head, byte[] tail) {
        return new Sha256().add(head).add(tail).hex();
    }
}
