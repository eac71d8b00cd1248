package dev.mien.image;

import java.util.Arrays;

/**
 * Counts the pixels that a GIF's codes stand for (GIF89a specification, appendix F) without making them. A code stands
 * for one value, or for the values of the code before it and one more.
 */
final class GifCodes {
    static final int MOST_BITS_OF_A_VALUE = 8;

    private static final int MOST_BITS = 12;
    private static final int NONE = -1;

    /** A code of 12 bits begins at any bit of a byte. */
    private static final int BYTES_OF_A_CODE = 3;

    private final byte[] data;
    private final long dataBits;
    private final int clear;
    private final int firstBits;

    /**
     * Takes the codes of a frame.
     *
     * @param start of the first block, whose first byte is its length
     * @param end after the block of length 0
     * @param valueBits of one value, 1 to 8
     */
    GifCodes(byte[] bytes, int start, int end, int valueBits) {
        this.data = new byte[end - start + BYTES_OF_A_CODE];
        this.dataBits = (long) Byte.SIZE * joined(bytes, start, end, data);
        this.firstBits = valueBits + 1;
        this.clear = 1 << valueBits;
    }

    /** Copies the blocks without their lengths, and returns the number of bytes. */
    private static int joined(byte[] bytes, int start, int end, byte[] target) {
        int count = 0;
        for (int block = start; block < end && bytes[block] != 0; ) {
            int length = Math.min(bytes[block] & 0xff, end - block - 1);
            System.arraycopy(bytes, block + 1, target, count, length);
            count += length;
            block += length + 1;
        }
        return count;
    }

    /**
     * The number of pixels to the end of the data or to a code without a meaning, or at least the limit. The state is
     * in local variables, because that takes a third of the time that fields take.
     */
    long pixels(long limit) {
        int[] lengths = new int[1 << MOST_BITS];
        Arrays.fill(lengths, 0, clear, 1);
        int bits = firstBits;
        int size = clear + 2;
        int previous = NONE;
        long pixels = 0;
        for (long next = 0; pixels < limit && next + bits <= dataBits; ) {
            int code = code(next, bits);
            next += bits;
            if (code == clear) {
                bits = firstBits;
                size = clear + 2;
                previous = NONE;
                continue;
            }
            if (previous != NONE && size < lengths.length) {
                lengths[size++] = lengths[previous] + 1;
                bits += size == 1 << bits && bits < MOST_BITS ? 1 : 0;
            }
            if (code >= size || lengths[code] == 0 || previous == NONE && code > clear) {
                return pixels;
            }
            pixels += lengths[code];
            previous = code;
        }
        return pixels;
    }

    private int code(long bit, int bits) {
        int first = (int) (bit >> 3);
        int three = data[first] & 0xff | (data[first + 1] & 0xff) << 8 | (data[first + 2] & 0xff) << 16;
        return three >>> (int) (bit & 7) & (1 << bits) - 1;
    }
}
