package dev.mien.image;

/**
 * Bounds the work that a JPEG file asks for. A decoder goes over the whole picture for each scan (ITU-T T.81, annex
 * B.2), and a scan can be some bytes long, so a small file could take hours.
 */
final class JpegScans {
    /** A sequential file codes each component once. */
    private static final int MOST_SEQUENTIAL = 4;

    /** Encoders write about ten scans into a progressive file. Those that try out all orders write fewer than this. */
    private static final int MOST_OF_ANY_SIZE = 20;

    /** The most scans of a small progressive file. */
    private static final int MOST = 200;

    /** The most pixels that more scans than usual may go over, all together. */
    private static final long MOST_PIXELS = 400_000_000;

    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;

    private JpegScans() {}

    /** Rejects a file with more scans than a picture of its size has. */
    static void requireFew(PictureFile file, JpegHeader header) {
        int scans = count(file.bytes(), header.scan());
        long pixels = (long) header.width() * header.height();
        boolean isSequential = header.isCommon() && !header.isProgressive();
        long most = isSequential
                ? MOST_SEQUENTIAL
                : Math.max(MOST_OF_ANY_SIZE, Math.min(MOST, MOST_PIXELS / Math.max(1, pixels)));
        if (scans > most) {
            throw file.damaged("it has " + scans + " scans, but a file of its kind and size has at most " + most);
        }
    }

    /** Counts the scans from the first one to the end of the picture. Another picture may follow it. */
    private static int count(byte[] bytes, int first) {
        int scans = 0;
        int next = marker(bytes, first);
        while (next + 3 < bytes.length) {
            int code = bytes[next + 1] & 0xff;
            if (code == END_OF_IMAGE) {
                return scans;
            }
            scans += code == START_OF_SCAN ? 1 : 0;
            int length = hasLength(code) ? 1 + Math.max(2, (bytes[next + 2] & 0xff) << 8 | bytes[next + 3] & 0xff) : 0;
            next = marker(bytes, next + 1 + length);
        }
        return scans;
    }

    /** The place of the next byte 0xff, or the end. Nearly all time is spent in this loop. */
    private static int marker(byte[] bytes, int from) {
        int next = Math.min(from, bytes.length);
        while (next < bytes.length && bytes[next] != (byte) 0xff) {
            next++;
        }
        return next;
    }

    /** Whether a marker begins a segment: it is neither coded data nor one of the marks within it, nor a fill byte. */
    private static boolean hasLength(int code) {
        return code >= 0xc0 && code < 0xff && (code < 0xd0 || code > END_OF_IMAGE);
    }
}
