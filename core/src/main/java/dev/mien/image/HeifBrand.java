package dev.mien.image;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Tells HEIC and AVIF by the brands in the first box of a file (ISO/IEC 23008-12, annex B; AVIF 1.1, section 8). */
final class HeifBrand {
    private static final Set<String> PICTURES = Set.of("heic", "heix", "heim", "heis", "mif1", "mif2", "avif", "miaf");

    /** Pictures that follow each other in time. Most of these files also have one that stands for all. */
    private static final Set<String> SEQUENCES = Set.of("msf1", "hevc", "hevx", "hevm", "hevs", "avis");

    private static final int MAJOR = 8;
    private static final int COMPATIBLE = 16;

    private HeifBrand() {}

    /** Whether a file has a picture, also beside a sequence. */
    static boolean isPicture(byte[] start) {
        return isSequence(start) || has(start, PICTURES);
    }

    /** Whether a file is first of all a sequence of pictures. */
    static boolean isSequence(byte[] start) {
        return PictureFormat.startsWith(start, 4, "ftyp") && SEQUENCES.contains(text(start, MAJOR));
    }

    /** The name of the format. */
    static String name(byte[] start) {
        return has(start, Set.of("avif", "avis")) ? "AVIF" : "HEIC";
    }

    private static boolean has(byte[] start, Set<String> brands) {
        if (!PictureFormat.startsWith(start, 4, "ftyp")) {
            return false;
        }
        int end = Math.min(start.length, (start[2] & 0xff) << 8 | start[3] & 0xff);
        boolean found = brands.contains(text(start, MAJOR));
        for (int place = COMPATIBLE; !found && place + 4 <= end; place += 4) {
            found = brands.contains(text(start, place));
        }
        return found;
    }

    private static String text(byte[] bytes, int place) {
        int from = Math.min(place, bytes.length);
        return new String(bytes, from, Math.min(4, bytes.length - from), StandardCharsets.ISO_8859_1);
    }
}
