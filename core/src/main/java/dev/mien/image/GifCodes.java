package dev.mien.image;

/**
 * Counts the pixels that a GIF's codes stand for (GIF89a specification, appendix F) without making them. A code stands
 * for one value, or for the values of the code before it and one more.
 */
final class GifCodes {
    static final int MOST_BITS_OF_A_VALUE = 8;

    private static final int MOST_BITS = 12;
    private static final int NONE = -1;

    private final byte[] bytes;
    private final int end;
    private final int clear;
    private final int firstBits;
    private final int[] lengths = new int[1 << MOST_BITS];
    private int next;
    private int block;
    private int bits;
    private int held;
    private int heldBits;
    private int size;
    private int previous;

    /**
     * Begins before the first code.
     *
     * @param start of the first block, whose first byte is its length
     * @param end after the block of length 0
     * @param valueBits of one value, 1 to 8
     */
    GifCodes(byte[] bytes, int start, int end, int valueBits) {
        this.bytes = bytes;
        this.end = end;
        this.next = start;
        this.firstBits = valueBits + 1;
        this.clear = 1 << valueBits;
        forget();
    }

    private void forget() {
        bits = firstBits;
        size = clear + 2;
        previous = NONE;
    }

    /** The number of pixels to the end of the data, or at least the limit. */
    long pixels(long limit) {
        long pixels = 0;
        while (pixels < limit) {
            int code = code();
            if (code == NONE || code == clear + 1) {
                return pixels;
            }
            if (code == clear) {
                forget();
            } else {
                int length = length(code);
                if (length == 0) {
                    return pixels;
                }
                pixels += length;
            }
        }
        return pixels;
    }

    /** The number of pixels of a code; 0 if the code has no meaning yet. Also gives the next code its meaning. */
    private int length(int code) {
        if (previous == NONE) {
            previous = code;
            return code < clear ? 1 : 0;
        }
        int longer = lengthOf(previous) + 1;
        boolean hasRoom = size < lengths.length;
        int length = code == size && hasRoom ? longer : lengthOf(code);
        if (length > 0 && hasRoom) {
            add(longer);
        }
        previous = code;
        return length;
    }

    private int lengthOf(int code) {
        return code < clear ? 1 : code < size ? lengths[code] : 0;
    }

    private void add(int length) {
        lengths[size++] = length;
        if (size == 1 << bits && bits < MOST_BITS) {
            bits++;
        }
    }

    private int code() {
        while (heldBits < bits) {
            int value = dataByte();
            if (value == NONE) {
                return NONE;
            }
            held |= value << heldBits;
            heldBits += Byte.SIZE;
        }
        int code = held & (1 << bits) - 1;
        held >>>= bits;
        heldBits -= bits;
        return code;
    }

    private int dataByte() {
        if (block == 0) {
            block = next < end ? bytes[next++] & 0xff : 0;
            if (block == 0) {
                return NONE;
            }
        }
        block--;
        return next < end ? bytes[next++] & 0xff : NONE;
    }
}
