package dev.mien.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * Draws zeros and ones as bf16 or 32-bit numbers, written 64 bits at a time. The draws come from SplitMix64 (Steele, Lea and
 * Flood, OOPSLA 2014), so that a mask is a pure function of its seed. Rates that are multiples of a quarter take two random
 * bits a value, and are exact; others take sixteen, and are rounded to a multiple of 2^-16.
 */
final class DropoutMask {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final long BF16_ONE = 0x3F80;
    private static final long FLOAT_ONE = 0x3F800000;
    private static final int FINE_BITS = 16;

    private final int threshold;
    private final int drawBits;
    private final int lanes;
    private final int laneBits;
    private final long one;
    private final long[] table;

    /**
     * @param rate share of zeros, 0 to below 1
     * @param bytesPerValue 2 for bf16, 4 for 32 bits
     */
    DropoutMask(double rate, int bytesPerValue) {
        boolean quarters = rate * 4 == Math.rint(rate * 4);
        drawBits = quarters ? 2 : FINE_BITS;
        threshold = (int) Math.round(rate * (1 << drawBits));
        lanes = Long.BYTES / bytesPerValue;
        laneBits = Long.SIZE / lanes;
        one = bytesPerValue == 2 ? BF16_ONE : FLOAT_ONE;
        table = quarters ? table() : new long[0];
    }

    /** For each pattern of random bits the word of values that it stands for. */
    private long[] table() {
        long[] words = new long[1 << (drawBits * lanes)];
        for (int bits = 0; bits < words.length; bits++) {
            words[bits] = word(bits);
        }
        return words;
    }

    /** Probability of a one, after rounding. */
    double keep() {
        return 1 - (double) threshold / (1 << drawBits);
    }

    /** Fills whole words, as many as the buffer holds. */
    void fill(ByteBuffer target, long seed) {
        LongBuffer words = target.order(ByteOrder.nativeOrder()).asLongBuffer();
        int wordBits = drawBits * lanes;
        int perDraw = Long.SIZE / wordBits;
        long patterns = (1L << wordBits) - 1;
        boolean direct = table.length == 0;
        long state = mix(seed);
        for (int i = 0; i < words.limit(); i += perDraw) {
            state += GOLDEN_GAMMA;
            long bits = mix(state);
            int end = Math.min(i + perDraw, words.limit());
            for (int j = i; j < end; j++) {
                words.put(j, direct ? word(bits) : table[(int) (bits & patterns)]);
                bits >>>= wordBits & (Long.SIZE - 1);
            }
        }
    }

    private long word(long bits) {
        long word = 0;
        for (int lane = 0; lane < lanes; lane++) {
            long draw = (bits >>> (lane * drawBits)) & ((1L << drawBits) - 1);
            if (draw >= threshold) {
                word |= one << (lane * laneBits);
            }
        }
        return word;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
