package dev.mien.dataset;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes of text at a time. */
final class ByteSearch {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private ByteSearch() {}

    /** The eight bytes from {@code position}, the first of them lowest. */
    static long word(byte[] bytes, int position) {
        return (long) WORD.get(bytes, position);
    }

    /** Where {@code wanted} (an ASCII character) first stands in {@code from} to {@code to} (exclusive), or -1. */
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
}
