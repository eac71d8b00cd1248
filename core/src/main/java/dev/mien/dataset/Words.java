package dev.mien.dataset;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads text eight bytes at a time. */
final class Words {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    /** 2^64 divided by the golden ratio, odd: spreads bits (Knuth, The Art of Computer Programming, 6.4). */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private Words() {}

    /** The eight bytes from {@code position}, the first in the lowest bits. */
    static long word(byte[] bytes, int position) {
        return (long) WORD.get(bytes, position);
    }

    /** The first position of {@code wanted} (an ASCII character) in {@code from} to {@code to} (exclusive), or -1. */
    static int indexOf(byte[] bytes, int from, int to, char wanted) {
        long pattern = ONES * wanted;
        int position = from;
        for (; position + Long.BYTES <= to; position += Long.BYTES) {
            long difference = word(bytes, position) ^ pattern;
            long zeros = (difference - ONES) & ~difference & HIGHS;
            if (zeros != 0) {
                return position + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
        }
        while (position < to && bytes[position] != wanted) {
            position++;
        }
        return position < to ? position : -1;
    }

    /** A hash of the bytes in {@code from} to {@code to} (exclusive). */
    static int hash(byte[] bytes, int from, int to) {
        long hash = 0;
        int position = from;
        for (; position + Long.BYTES <= to; position += Long.BYTES) {
            hash = Long.rotateLeft(hash ^ word(bytes, position), 29) * MULTIPLIER;
        }
        for (; position < to; position++) {
            hash = Long.rotateLeft(hash ^ bytes[position], 29) * MULTIPLIER;
        }
        return Long.hashCode(hash);
    }
}
