package dev.mien.video;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A frame of an animated WebP file: the chunk ANMF (RFC 9649, 2.7.1.1).
 *
 * @param left place on the canvas in pixels
 * @param top place on the canvas in pixels
 * @param milliseconds how long it is shown
 * @param isBlended whether it is laid over what the canvas shows, and does not replace it
 * @param isCleared whether its place is empty after it was shown
 * @param chunks the frame's own chunks: transparency and pixels
 */
record WebpFrame(
        int left,
        int top,
        int width,
        int height,
        int milliseconds,
        boolean isBlended,
        boolean isCleared,
        ByteBuffer chunks) {
    private static final int HEADER = 16;

    /** VP8X with its head, and the heads of the file. */
    private static final int FILE_HEADER = 12;

    private static final int EXTENDED = 10;
    private static final int ALPHA = 0x10;

    /** A time of up to 10 ms means as fast as possible. Browsers show such a frame for 100 ms. */
    private static final int SHORTEST = 10;

    private static final int USUAL = 100;

    /** @param chunk the content of ANMF, at least 16 bytes */
    static WebpFrame of(ByteBuffer chunk) {
        int time = number(chunk, 12);
        int flags = chunk.get(15);
        return new WebpFrame(
                2 * number(chunk, 0),
                2 * number(chunk, 3),
                number(chunk, 6) + 1,
                number(chunk, 9) + 1,
                time <= SHORTEST ? USUAL : time,
                (flags & 2) == 0,
                (flags & 1) != 0,
                chunk.slice(HEADER, chunk.limit() - HEADER));
    }

    /** A number of 24 bits, its lowest byte first. */
    static int number(ByteBuffer bytes, int place) {
        return bytes.get(place) & 0xff | (bytes.get(place + 1) & 0xff) << 8 | (bytes.get(place + 2) & 0xff) << 16;
    }

    /** A WebP file with this frame alone. */
    byte[] file() {
        ByteBuffer file =
                ByteBuffer.allocate(FILE_HEADER + 8 + EXTENDED + chunks.limit()).order(ByteOrder.LITTLE_ENDIAN);
        file.put(text("RIFF")).putInt(file.limit() - 8).put(text("WEBPVP8X")).putInt(EXTENDED);
        boolean hasAlpha = chunks.limit() >= 4 && chunks.get(0) == 'A' && chunks.get(1) == 'L';
        file.putInt(hasAlpha ? ALPHA : 0);
        put(file, width - 1);
        put(file, height - 1);
        return file.put(chunks.duplicate().rewind()).array();
    }

    private static void put(ByteBuffer file, int number) {
        file.put((byte) number).put((byte) (number >> 8)).put((byte) (number >> 16));
    }

    private static byte[] text(String letters) {
        return letters.getBytes(StandardCharsets.ISO_8859_1);
    }
}
