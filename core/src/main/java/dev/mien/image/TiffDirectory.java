package dev.mien.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The first directory of a TIFF (TIFF 6.0, section 2, and BigTIFF). It checks the file's claims against the file before
 * a reader reserves memory for them.
 */
final class TiffDirectory {
    private static final int BIG = 43;

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int INTERPRETATION = 262;
    private static final int SAMPLES = 277;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;

    private static final int YCBCR = 6;
    private static final long MOST_BITS = 1024;

    /** Bytes of one value by the number of its type; 0 for unknown types. */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    /**
     * The most bytes that one byte unpacks to: uncompressed, LZW, both numbers of deflate, PackBits.
     */
    private static final Map<Long, Long> INFLATION = Map.of(1L, 1L, 5L, 2560L, 8L, 1032L, 32_946L, 1032L, 32_773L, 64L);

    /** The forms of fax, by the fewest bits of a row: run lengths (a byte), T.4 (an end of line), T.6 (one mode). */
    private static final Map<Long, Long> ROW_BITS = Map.of(2L, 8L, 3L, 12L, 4L, 1L);

    private final PictureFile file;
    private final ByteBuffer buffer;
    private final boolean big;
    private final Map<Integer, Values> tags = new HashMap<>();
    private long end;

    /** A tag's values: the bytes of each, their number, and their place. */
    private record Values(int bytes, long count, long place) {}

    private TiffDirectory(PictureFile file) {
        this.file = file;
        byte[] bytes = file.bytes();
        buffer = file.buffer(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        big = buffer.getShort(2) == BIG;
    }

    /** Reads a file's first directory. */
    static TiffDirectory of(PictureFile file) {
        TiffDirectory directory = new TiffDirectory(file);
        directory.read();
        return directory;
    }

    /** The header gives the directory's place: in four bytes in a classic file, in eight in a BigTIFF. */
    private void read() {
        requireRoom(0, big ? 16 : 8, "the end of its header");
        long start = big ? buffer.getLong(8) : Integer.toUnsignedLong(buffer.getInt(4));
        int counter = big ? 8 : 2;
        requireRoom(start, counter, "its directory");
        long entries = big ? buffer.getLong((int) start) : Short.toUnsignedInt(buffer.getShort((int) start));
        int length = big ? 20 : 12;
        if (entries < 0 || entries > buffer.limit() / length) {
            throw file.cutOff("the end of its directory");
        }
        requireRoom(start + counter, entries * length, "the end of its directory");
        end = start + counter + entries * length;
        for (long entry = start + counter; entry < end; entry += length) {
            read((int) entry);
        }
    }

    /** Short values stand in the entry itself. For others the entry holds their place. */
    private void read(int entry) {
        int type = Short.toUnsignedInt(buffer.getShort(entry + 2));
        int bytes = type < TYPE_BYTES.length ? TYPE_BYTES[type] : 0;
        long count = big ? buffer.getLong(entry + 4) : Integer.toUnsignedLong(buffer.getInt(entry + 4));
        if (bytes == 0) {
            return;
        }
        if (count < 0 || count > buffer.limit() / bytes) {
            throw file.cutOff("the values of its tags");
        }
        int inside = big ? entry + 12 : entry + 8;
        boolean isInside = bytes * count <= (big ? 8 : 4);
        long place = isInside ? inside : number(inside, big ? 8 : 4);
        requireRoom(place, bytes * count, "the values of its tags");
        tags.putIfAbsent(Short.toUnsignedInt(buffer.getShort(entry)), new Values(bytes, count, place));
    }

    private void requireRoom(long start, long length, String what) {
        if (start < 0 || start > buffer.limit() - length) {
            throw file.cutOff(what);
        }
    }

    /** An unsigned number, except for values of eight bytes, which are signed. */
    private long number(long place, int bytes) {
        int at = (int) place;
        return switch (bytes) {
            case 1 -> Byte.toUnsignedLong(buffer.get(at));
            case 2 -> Short.toUnsignedLong(buffer.getShort(at));
            case 4 -> Integer.toUnsignedLong(buffer.getInt(at));
            default -> buffer.getLong(at);
        };
    }

    /** A tag's first value. */
    long value(int tag, long absent) {
        Values values = tags.get(tag);
        return values == null || values.count == 0 ? absent : number(values.place, values.bytes);
    }

    /** All values of a tag; none if it is absent. */
    long[] values(int tag) {
        Values values = tags.get(tag);
        if (values == null) {
            return new long[0];
        }
        long[] numbers = new long[(int) values.count];
        Arrays.setAll(numbers, i -> number(values.place + (long) i * values.bytes, values.bytes));
        return numbers;
    }

    /** Rejects sizes of 0, and sizes larger than the options allow or the file can hold. */
    void requireSizes() {
        long width = value(WIDTH, 0);
        long height = value(HEIGHT, 0);
        file.requireSize(width, height);
        if (tags.containsKey(TILE_WIDTH) || tags.containsKey(TILE_HEIGHT)) {
            file.requireTile(value(TILE_WIDTH, 0), value(TILE_HEIGHT, 0));
        }
        long bits = bitsOfPixel();
        long inflation = INFLATION.getOrDefault(value(COMPRESSION, 1), Long.MAX_VALUE);
        // Subsampled colours take fewer bits than the directory claims.
        if (value(INTERPRETATION, 0) != YCBCR && width * bits / Byte.SIZE * height / inflation > buffer.limit()) {
            throw file.cutOff("the last pixel");
        }
        long rowBits = ROW_BITS.getOrDefault(value(COMPRESSION, 1), 0L);
        if (rowBits > 0) {
            file.requireDense(width, height);
        }
        if (height * rowBits / Byte.SIZE > buffer.limit()) {
            throw file.cutOff("the last row");
        }
        TiffFax.requireWhole(file, this, (int) width, (int) height);
    }

    private long bitsOfPixel() {
        long samples = value(SAMPLES, 1);
        long bits = value(BITS, 1);
        if (samples < 1 || samples > MOST_BITS || bits < 1 || samples * bits > MOST_BITS) {
            throw file.damaged("it claims " + samples + " samples of " + bits + " bits a pixel");
        }
        return samples * bits;
    }

    /** The file without its other directories. A reader would follow all of them, however many there are. */
    PictureFile alone() {
        int length = (int) Math.max(0, Math.min(big ? 8 : 4, buffer.limit() - end));
        if (length == 0 || isZero(length)) {
            return file;
        }
        byte[] bytes = file.bytes().clone();
        Arrays.fill(bytes, (int) end, (int) end + length, (byte) 0);
        return file.with(bytes);
    }

    private boolean isZero(int length) {
        for (int i = 0; i < length; i++) {
            if (buffer.get((int) end + i) != 0) {
                return false;
            }
        }
        return true;
    }
}
