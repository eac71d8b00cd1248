package dev.mien.image;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Recognizes files of other formats by their first bytes, and says what to do with them. */
final class ForeignFile {
    private static final String CONVERT = "convert it to JPEG, PNG or WebP";
    private static final String FRAMES = "take single frames out of it as JPEG or PNG";
    private static final String REPLACE = "replace or remove it";
    private static final String SOUND = "a sound file";
    private static final String LOOK = "give a file with pictures";
    private static final int TEXT = 512;
    private static final int SHORTEST_TEXT = 4;

    private record Kind(int offset, String signature, String name, String advice) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(0, "%PDF", "a PDF document", "save its pages as pictures"),
            new Kind(0, "\u001aE\u00df\u00a3", "a Matroska or WebM video", FRAMES),
            new Kind(8, "AVI ", "an AVI video", FRAMES),
            new Kind(0, "FLV", "a Flash video", FRAMES),
            new Kind(0, "\u0000\u0000\u0001\u00ba", "an MPEG video", FRAMES),
            new Kind(8, "WAVE", SOUND, LOOK),
            new Kind(0, "ID3", SOUND, LOOK),
            new Kind(0, "\u00ff\u00fb", SOUND, LOOK),
            new Kind(0, "\u00ff\u00f3", SOUND, LOOK),
            new Kind(0, "\u00ff\u00f2", SOUND, LOOK),
            new Kind(0, "\u00ff\u00f1", SOUND, LOOK),
            new Kind(0, "fLaC", SOUND, LOOK),
            new Kind(0, "OggS", SOUND, LOOK),
            new Kind(0, "8BPS", "a Photoshop document", CONVERT),
            new Kind(0, "\u00ff\n", "a JPEG XL picture", CONVERT),
            new Kind(4, "JXL ", "a JPEG XL picture", CONVERT),
            new Kind(4, "jP  ", "a JPEG 2000 picture", CONVERT),
            new Kind(0, "\u0000\u0000\u0001\u0000", "an icon", CONVERT),
            new Kind(0, "PK\u0003\u0004", "a ZIP archive", "unpack it"),
            new Kind(0, "\u001f\u008b", "a gzip archive", "unpack it"));

    private ForeignFile() {}

    /** Completes a sentence that begins with the file's name. */
    static String described(byte[] bytes) {
        if (bytes.length == 0) {
            return "is empty: " + REPLACE;
        }
        if (PictureFormat.startsWith(bytes, 4, "ftyp")) {
            return media(text(bytes, 8, 12));
        }
        return KINDS.stream()
                .filter(kind -> PictureFormat.startsWith(bytes, kind.offset, kind.signature))
                .findFirst()
                .map(kind -> "is " + kind.name + ", which is not decoded: " + kind.advice)
                .orElseGet(() -> written(bytes));
    }

    /** The brand of an ISO base media file tells its content (ISO/IEC 14496-12, 4.3). */
    private static String media(String brand) {
        if (brand.startsWith("M4A") || brand.startsWith("M4B")) {
            return "is " + SOUND + ", which is not decoded: " + LOOK;
        }
        return "is a video, which is not decoded: " + FRAMES;
    }

    private static String written(byte[] bytes) {
        String start = text(bytes, 0, TEXT).stripLeading().toLowerCase(Locale.ROOT);
        if (start.contains("<svg")) {
            return "is an SVG drawing, which is not decoded: " + CONVERT;
        }
        boolean isText = start.length() >= SHORTEST_TEXT
                && start.chars().allMatch(letter -> letter >= ' ' && letter <= '~' || Character.isWhitespace(letter));
        return "is " + (isText ? "a text file, " : "")
                + "not an image (JPEG, PNG, WebP, GIF, BMP, TIFF, HEIC or AVIF): " + REPLACE;
    }

    private static String text(byte[] bytes, int from, int to) {
        int start = Math.min(from, bytes.length);
        return new String(bytes, start, Math.min(to, bytes.length) - start, StandardCharsets.ISO_8859_1);
    }
}
