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
