package dev.mien.dataset;

import dev.mien.InvalidInputException;
import java.util.StringTokenizer;
import java.util.function.Function;

/**
 * The {@code pixels} column of FER2013: 2,304 numbers from 0 to 255 separated by spaces. The fast path reads two
 * numbers from each eight bytes without a branch on the digits. Text that it does not understand takes the slow path,
 * which explains errors.
 */
final class PixelText {
    /** Width and height of FER2013's pictures. */
    static final int SIDE = 48;

    static final int COUNT = SIDE * SIDE;

    private static final int WHITE = 255;
    private static final int THREE_DIGITS = 3 * Byte.SIZE;
    private static final long ONES = 0x0101010101010101L;
    /** Set in each ASCII digit (0x30 to 0x39), clear in a space (0x20). */
    private static final long DIGIT_BIT = 0x10 * ONES;

    private static final long HIGH_BITS = 0xE0E0E0E0E0E0E0E0L;
    private static final long LOW_BITS = 0x0F * ONES;

    private PixelText() {}

    /**
     * Reads the text in {@code from} to {@code to} (exclusive) into {@link #COUNT} bytes of {@code target}.
     *
     * <p>The last two numbers are read by a loop that checks the end of the text.
     *
     * @return false if the text is not exactly {@link #COUNT} valid numbers with one space between
     */
    static boolean parse(byte[] text, int from, int to, byte[] target, int offset) {
        int position = from;
        int out = offset;
        int end = offset + COUNT;
        long wrong = 0;
        int tooLong = 0;
        int values = 0;
        while (position + Long.BYTES <= to && out + 2 < end) {
            long word = Words.word(text, position);
            long spaces = ~word & DIGIT_BIT;
            wrong |= mistakes(word, spaces);
            int first = Long.numberOfTrailingZeros(spaces) - 4;
            int second = Long.numberOfTrailingZeros(spaces & (spaces - 1)) - 4;
            int missingFirst = THREE_DIGITS - first;
            int missingSecond = THREE_DIGITS - (second - first - Byte.SIZE);
            tooLong |= missingFirst | missingSecond;
            int one = number(word << missingFirst);
            int two = number(word >>> (first + Byte.SIZE) << missingSecond);
            values |= one | two;
            target[out] = (byte) one;
            target[out + 1] = (byte) two;
            out += 2;
            position += second / Byte.SIZE + 1;
        }
        return wrong == 0 && tooLong >= 0 && values <= WHITE && parseRest(text, position, to, target, out, end);
    }

    /** Not 0 if the eight bytes hold anything but digits and single spaces after digits. */
    private static long mistakes(long word, long spaces) {
        long neitherDigitNorSpace = (word & HIGH_BITS) ^ 0x20 * ONES;
        long spaceWithLowBits = word & (spaces - (spaces >>> 4));
        long aboveNine = ((word & LOW_BITS) + 0x06 * ONES) & DIGIT_BIT;
        long emptyNumber = spaces & (spaces << Byte.SIZE | 0x10);
        return neitherDigitNorSpace | spaceWithLowBits | aboveNine | emptyNumber;
    }

    /** The value of three digits, hundreds in the lowest byte. */
    private static int number(long digits) {
        int d = (int) digits & 0x0F0F0F;
        return (d & 0xF) * 100 + (d >> 8 & 0xF) * 10 + (d >> 16);
    }

    private static boolean parseRest(byte[] text, int from, int to, byte[] target, int offset, int end) {
        int position = from;
        for (int out = offset; out < end; out++) {
            int value = 0;
            int start = position;
            for (; position < to && text[position] != ' ' && position - start < 3; position++) {
                int digit = text[position] - '0';
                if (digit < 0 || digit > 9) {
                    return false;
                }
                value = 10 * value + digit;
            }
            boolean ended = out + 1 == end ? position == to : position < to && text[position] == ' ';
            if (position == start || value > WHITE || !ended) {
                return false;
            }
            target[out] = (byte) value;
            position++;
        }
        return true;
    }

    /** Like {@link #parse}, but allows any white space, and explains what is wrong with the text. */
    static void parseSlowly(String text, byte[] target, int offset, Function<String, InvalidInputException> invalid) {
        StringTokenizer tokens = new StringTokenizer(text);
        int count = tokens.countTokens();
        for (int i = 0; i < count; i++) {
            String token = tokens.nextToken();
            int value = value(token);
            if (value < 0) {
                throw invalid.apply("has " + Cells.quote(token) + " as pixel " + (i + 1)
                        + ", expected a whole number from 0 to 255");
            }
            if (i < COUNT) {
                target[offset + i] = (byte) value;
            }
        }
        if (count != COUNT) {
            throw invalid.apply("has " + count + " pixels, expected " + COUNT + " (" + SIDE + "x" + SIDE + ")");
        }
    }

    private static int value(String token) {
        boolean number = token.length() <= 4 && token.chars().allMatch(c -> c >= '0' && c <= '9');
        int value = number ? Integer.parseInt(token) : -1;
        return value <= WHITE ? value : -1;
    }
}
