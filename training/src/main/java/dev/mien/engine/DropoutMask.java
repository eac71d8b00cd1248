package dev.mien.engine;

import dev.mien.SplitMix64;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * Draws zeros and ones. Each one is a pure function of the seed and of its index: a counter goes twice through the
 * finaliser of MurmurHash3, with two keys. This vectorises, which a sequence of draws does not. The backward pass draws
 * the mask again, so it need not be kept. Rates are rounded to a multiple of 2^-24. Not safe for use by two threads at
 * once.
 */
final class DropoutMask {
    private static final int DRAW_BITS = 24;
    private static final int ONE = Float.floatToIntBits(1);
    private static final int GOLDEN = 0x9E3779B9;

    private final int threshold;
    private final int[] counters;
    private final int[] words;
    private final IntBuffer scratchWords;
    private final FloatBuffer scratchFloats;

    /**
     * @param rate the share of zeros, 0 to below 1
     * @param length the length of the arrays to be filled
     */
    DropoutMask(double rate, int length) {
        threshold = (int) Math.round(rate * (1 << DRAW_BITS));
        counters = new int[length];
        Arrays.setAll(counters, i -> i * GOLDEN);
        words = new int[length];
        ByteBuffer scratch = ByteBuffer.allocateDirect(length * Float.BYTES).order(ByteOrder.nativeOrder());
        scratchWords = scratch.asIntBuffer();
        scratchFloats = scratch.asFloatBuffer();
    }

    /** The probability of a one, after rounding. */
    static double keep(double rate) {
        return 1 - (double) Math.round(rate * (1 << DRAW_BITS)) / (1 << DRAW_BITS);
    }

    /**
     * Fills an array with the mask's values from an index on.
     *
     * @param mask an array of the length that the constructor was given
     */
    void fill(float[] mask, int first, long seed) {
        long keys = SplitMix64.mix(seed);
        hash(counters, first * GOLDEN + (int) keys, words);
        choose(words, (int) (keys >>> Integer.SIZE), threshold);
        scratchWords.put(0, words);
        scratchFloats.get(0, mask);
    }

    private static void hash(int[] counters, int start, int[] words) {
        for (int i = 0; i < words.length; i++) {
            int h = counters[i] + start;
            h = (h ^ (h >>> 16)) * 0x85EBCA6B;
            h = (h ^ (h >>> 13)) * 0xC2B2AE35;
            words[i] = h ^ (h >>> 16);
        }
    }

    private static void choose(int[] words, int key, int threshold) {
        for (int i = 0; i < words.length; i++) {
            int h = words[i] ^ key;
            h = (h ^ (h >>> 15)) * 0x85EBCA6B;
            h = (h ^ (h >>> 13)) * 0xC2B2AE35;
            int below = ((h >>> (Integer.SIZE - DRAW_BITS)) - threshold) >> (Integer.SIZE - 1);
            words[i] = ONE & ~below;
        }
    }
}
