package dev.mien.image;

import java.util.Arrays;

/**
 * The codes of a fax's run lengths and modes (ITU-T T.4, tables 2 and 3, and T.6, table 1), with the bits of a strip
 * from which they are read.
 */
final class FaxCodes {
    /** The data end before the code does. */
    static final int END = -100;

    /** No code has these bits. */
    static final int UNKNOWN = -101;

    /** Modes of T.6. The vertical ones are numbers from -3 to 3. */
    static final int PASS = 10;

    static final int HORIZONTAL = 11;

    private static final int MOST_BITS = 13;
    private static final int LENGTH_BITS = 4;
    private static final int MODE_SHIFT = 3;
    private static final int LONG_RUN = 64;
    private static final int LONGEST_ALIKE = 1792;
    private static final int FILL = 11;

    private static final String WHITE_SHORT = "00110101 000111 0111 1000 1011 1100 1110 1111 10011 10100 00111 01000"
            + " 001000 000011 110100 110101 101010 101011 0100111 0001100 0001000 0010111 0000011 0000100 0101000"
            + " 0101011 0010011 0100100 0011000 00000010 00000011 00011010 00011011 00010010 00010011 00010100"
            + " 00010101 00010110 00010111 00101000 00101001 00101010 00101011 00101100 00101101 00000100 00000101"
            + " 00001010 00001011 01010010 01010011 01010100 01010101 00100100 00100101 01011000 01011001 01011010"
            + " 01011011 01001010 01001011 00110010 00110011 00110100";
    private static final String WHITE_LONG = "11011 10010 010111 0110111 00110110 00110111 01100100 01100101 01101000"
            + " 01100111 011001100 011001101 011010010 011010011 011010100 011010101 011010110 011010111 011011000"
            + " 011011001 011011010 011011011 010011000 010011001 010011010 011000 010011011";
    private static final String BLACK_SHORT = "0000110111 010 11 10 011 0011 0010 00011 000101 000100 0000100 0000101"
            + " 0000111 00000100 00000111 000011000 0000010111 0000011000 0000001000 00001100111 00001101000"
            + " 00001101100 00000110111 00000101000 00000010111 00000011000 000011001010 000011001011 000011001100"
            + " 000011001101 000001101000 000001101001 000001101010 000001101011 000011010010 000011010011"
            + " 000011010100 000011010101 000011010110 000011010111 000001101100 000001101101 000011011010"
            + " 000011011011 000001010100 000001010101 000001010110 000001010111 000001100100 000001100101"
            + " 000001010010 000001010011 000000100100 000000110111 000000111000 000000100111 000000101000"
            + " 000001011000 000001011001 000000101011 000000101100 000001011010 000001100110 000001100111";
    private static final String BLACK_LONG = "0000001111 000011001000 000011001001 000001011011 000000110011"
            + " 000000110100 000000110101 0000001101100 0000001101101 0000001001010 0000001001011 0000001001100"
            + " 0000001001101 0000001110010 0000001110011 0000001110100 0000001110101 0000001110110 0000001110111"
            + " 0000001010010 0000001010011 0000001010100 0000001010101 0000001011010 0000001011011 0000001100100"
            + " 0000001100101";
    private static final String ALIKE = "00000001000 00000001100 00000001101 000000010010 000000010011 000000010100"
            + " 000000010101 000000010110 000000010111 000000011100 000000011101 000000011110 000000011111";
    private static final String VERTICAL = "0000010 000010 010 1 011 000011 0000011";

    private static final int[] WHITE = runs(WHITE_SHORT, WHITE_LONG);
    private static final int[] BLACK = runs(BLACK_SHORT, BLACK_LONG);
    private static final int[] MODES = modes();

    private final byte[] bytes;
    private final long endBit;
    private final boolean reversed;
    private long next;

    /**
     * Begins before the first bit.
     *
     * @param start of the strip
     * @param end of the strip
     * @param reversed whether a byte's lowest bit comes first
     */
    FaxCodes(byte[] bytes, int start, int end, boolean reversed) {
        this.bytes = bytes;
        this.reversed = reversed;
        next = (long) start * Byte.SIZE;
        endBit = (long) end * Byte.SIZE;
    }

    private static int[] runs(String shorter, String longer) {
        int[] table = new int[1 << MOST_BITS];
        Arrays.fill(table, UNKNOWN);
        enter(table, shorter, 0, 1);
        enter(table, longer, LONG_RUN, LONG_RUN);
        enter(table, ALIKE, LONGEST_ALIKE, LONG_RUN);
        return table;
    }

    private static int[] modes() {
        int[] table = new int[1 << MOST_BITS];
        Arrays.fill(table, UNKNOWN);
        enter(table, VERTICAL, 0, 1);
        enter(table, "0001 001", PASS + MODE_SHIFT, 1);
        return table;
    }

    /** Each place whose first bits are a code holds the code's value and its number of bits. */
    private static void enter(int[] table, String codes, int first, int step) {
        int value = first;
        for (String code : codes.split(" ")) {
            int free = MOST_BITS - code.length();
            int place = Integer.parseInt(code, 2) << free;
            Arrays.fill(table, place, place + (1 << free), value << LENGTH_BITS | code.length());
            value += step;
        }
    }

    /** A run's length, in one code for each full 64 pixels and one for the rest; {@link #END} or {@link #UNKNOWN}. */
    int run(boolean white) {
        int total = 0;
        while (true) {
            int run = value(white ? WHITE : BLACK);
            if (run < 0) {
                return run;
            }
            total += run;
            if (run < LONG_RUN) {
                return total;
            }
        }
    }

    /** {@link #PASS}, {@link #HORIZONTAL}, or a shift of -3 to 3; {@link #END} or {@link #UNKNOWN}. */
    int mode() {
        int mode = value(MODES);
        return mode < 0 ? mode : mode - MODE_SHIFT;
    }

    private int value(int[] table) {
        int entry = table[peek(MOST_BITS)];
        int bits = entry < 0 ? 0 : entry & (1 << LENGTH_BITS) - 1;
        if (entry < 0 && endBit - next >= MOST_BITS) {
            return UNKNOWN;
        }
        if (entry < 0 || next + bits > endBit) {
            return END;
        }
        next += bits;
        return entry >> LENGTH_BITS;
    }

    /** Zeros follow the end. */
    private int peek(int count) {
        int bits = 0;
        for (int i = 0; i < count; i++) {
            bits = bits << 1 | (next + i < endBit ? bit(next + i) : 0);
        }
        return bits;
    }

    private int bit(long place) {
        int within = (int) (place % Byte.SIZE);
        return bytes[(int) (place / Byte.SIZE)] >> (reversed ? within : Byte.SIZE - 1 - within) & 1;
    }

    /** Goes on at a whole byte. */
    void align() {
        next = (next + Byte.SIZE - 1) / Byte.SIZE * Byte.SIZE;
    }

    /** Skips a mark of a row's end, which is at least eleven zeros and a one. Tells whether there was one. */
    boolean skipRowEnd() {
        long place = next;
        while (place < endBit && bit(place) == 0) {
            place++;
        }
        boolean isMark = place < endBit && place - next >= FILL;
        next = isMark ? place + 1 : next;
        return isMark;
    }

    /** Whether the next code is the mark of a row's end, which T.6 has only behind the last row. */
    boolean isRowEnd() {
        return endBit - next > FILL && peek(FILL + 1) == 1;
    }

    /** Whether nothing but zeros remains. */
    boolean isEmpty() {
        for (long place = next; place < endBit; place++) {
            if (bit(place) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The next bit; false at the end. */
    boolean flag() {
        return next < endBit && bit(next++) == 1;
    }
}
