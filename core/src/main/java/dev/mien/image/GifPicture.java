package dev.mien.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The first frame of a GIF (GIF89a specification) at its place on the screen that the file describes. */
final class GifPicture {
    private static final int HEADER = 13;
    private static final int EXTENSION = 0x21;
    private static final int FRAME = 0x2c;
    private static final int FRAME_HEADER = 10;
    private static final byte WHITE = (byte) 255;

    private final PictureFile file;
    private final ByteBuffer buffer;

    private GifPicture(PictureFile file) {
        this.file = file;
        this.buffer = file.buffer(ByteOrder.LITTLE_ENDIAN);
    }

    static Samples decode(PictureFile file) throws IOException {
        return new GifPicture(file).decode();
    }

    private Samples decode() throws IOException {
        int frame = frame();
        int left = Short.toUnsignedInt(buffer.getShort(frame + 1));
        int top = Short.toUnsignedInt(buffer.getShort(frame + 3));
        int frameWidth = Short.toUnsignedInt(buffer.getShort(frame + 5));
        int frameHeight = Short.toUnsignedInt(buffer.getShort(frame + 7));
        file.requireSize(frameWidth, frameHeight);
        int width = Math.max(Short.toUnsignedInt(buffer.getShort(6)), left + frameWidth);
        int height = Math.max(Short.toUnsignedInt(buffer.getShort(8)), top + frameHeight);
        file.requireSize(width, height);
        requireWhole(frame, (long) frameWidth * frameHeight);
        try (ImageIoReader reader = ImageIoReader.open(ImageIoReader.GIF, file)) {
            BufferedImage picture = reader.read();
            if (picture.getWidth() != frameWidth || picture.getHeight() != frameHeight) {
                throw file.damaged("its frame has two sizes");
            }
            return onScreen(BufferedSamples.of(picture), width, height, left, top);
        }
    }

    /** The start of the first frame's header. */
    private int frame() {
        int next = afterTable(HEADER, at(10));
        while (at(next) != FRAME) {
            if (at(next) != EXTENSION) {
                throw file.damaged("it has no frame");
            }
            next = afterBlocks(next + 2);
        }
        at(next + FRAME_HEADER);
        return next;
    }

    /** Java's reader silently fills missing pixels with the first colour of the palette. */
    private void requireWhole(int frame, long pixels) {
        int start = afterTable(frame + FRAME_HEADER, at(frame + FRAME_HEADER - 1));
        int bits = at(start);
        int end = afterBlocks(start + 1);
        if (bits < 1 || bits > GifCodes.MOST_BITS_OF_A_VALUE) {
            throw file.damaged("its pixels have " + bits + " bits");
        }
        if (new GifCodes(file.bytes(), start + 1, end, bits).pixels(pixels) < pixels) {
            throw file.cutOff("the last pixel");
        }
    }

    private int afterTable(int start, int flags) {
        return (flags & 0x80) == 0 ? start : start + 3 * (2 << (flags & 7));
    }

    private int afterBlocks(int start) {
        int next = start;
        while (at(next) != 0) {
            next += at(next) + 1;
        }
        return next + 1;
    }

    private int at(int place) {
        if (place >= buffer.limit()) {
            throw file.cutOff("the end of its first frame");
        }
        return buffer.get(place) & 0xff;
    }

    /** The screen around a frame is transparent, so it becomes white. */
    private static Samples onScreen(Samples frame, int width, int height, int left, int top) {
        if (frame.width() == width && frame.height() == height) {
            return frame;
        }
        byte[] pixels = new byte[Math.multiplyExact(width * height, frame.channels())];
        Arrays.fill(pixels, WHITE);
        int line = frame.width() * frame.channels();
        for (int y = 0; y < frame.height(); y++) {
            int target = ((top + y) * width + left) * frame.channels();
            System.arraycopy(frame.pixels(), y * line, pixels, target, line);
        }
        return new Samples(width, height, frame.channels(), pixels);
    }
}
