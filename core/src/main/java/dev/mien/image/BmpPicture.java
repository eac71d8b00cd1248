package dev.mien.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Decodes Windows bitmaps with Java's reader. */
final class BmpPicture {
    /** Length of the file's header plus the shortest picture header. */
    private static final int HEADERS = 26;

    private static final int CORE_HEADER = 12;

    private static final int RLE_8 = 1;
    private static final int RLE_4 = 2;

    private BmpPicture() {}

    static Samples decode(PictureFile file) throws IOException {
        if (file.bytes().length < HEADERS) {
            throw file.cutOff("the end of its header");
        }
        requireWhole(file, file.buffer(ByteOrder.LITTLE_ENDIAN));
        try (ImageIoReader reader = ImageIoReader.open(ImageIoReader.BMP, file)) {
            file.requireSize(reader.width(), reader.height());
            return BufferedSamples.of(reader.read());
        }
    }

    /** Rows are padded to four bytes. The header tells the length of compressed pictures. */
    private static void requireWhole(PictureFile file, ByteBuffer header) {
        boolean isCore = header.getInt(14) == CORE_HEADER;
        if (!isCore && header.limit() < 54) {
            throw file.cutOff("the end of its header");
        }
        long width = isCore ? Short.toUnsignedInt(header.getShort(18)) : header.getInt(18);
        long height = Math.abs((long) (isCore ? Short.toUnsignedInt(header.getShort(20)) : header.getInt(22)));
        file.requireSize(width, height);
        int bits = Short.toUnsignedInt(header.getShort(isCore ? 24 : 28));
        int compression = isCore ? 0 : header.getInt(30);
        long start = Integer.toUnsignedLong(header.getInt(10));
        if (compression == RLE_8 || compression == RLE_4) {
            int bitsOfPixel = compression == RLE_8 ? Byte.SIZE : Byte.SIZE / 2;
            if (!new BmpRuns(header, start, endOfRuns(header, start), bitsOfPixel).reach(height)) {
                throw file.cutOff("the last pixel");
            }
            return;
        }
        boolean isPlain = compression == 0 || compression == 3;
        long size = isPlain ? (width * bits + 31) / 32 * 4 * height : Integer.toUnsignedLong(header.getInt(34));
        if (start + size > header.limit()) {
            throw file.cutOff("the last pixel");
        }
    }

    /** The end of what Java's reader reads: by the picture's header or, if that is 0, by the file's. */
    private static long endOfRuns(ByteBuffer header, long start) {
        long size = Integer.toUnsignedLong(header.getInt(34));
        return size > 0 ? start + size : Integer.toUnsignedLong(header.getInt(2));
    }
}
