package dev.mien.audit;

import java.util.SplittableRandom;

/**
 * Numbers that copies share. Each bit says whether one block of a picture is clearly brighter than another. A change of
 * brightness changes no bit, and another encoding changes few. One number of many bits would rarely survive, so a
 * picture has {@link #TABLES} short ones. One that agrees is enough.
 */
final class BlockHash {
    /** Numbers of a picture. */
    static final int TABLES = 6;

    /** Grey levels by which a block must be brighter; noise on an even area stays below it. */
    private static final float MARGIN = 3;

    /** Bits beyond those that would number the pictures, because faces are alike and bits are not independent. */
    private static final int SPARE_BITS = 12;

    private static final int MOST_BITS = 31;
    private static final long SEED = 48;

    private final int bits;
    private final byte[] brighter;
    private final byte[] darker;

    /** @param pictures number of pictures to tell apart */
    BlockHash(int pictures) {
        this.bits = Math.min(MOST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(pictures) + SPARE_BITS);
        this.brighter = new byte[TABLES * bits];
        this.darker = new byte[TABLES * bits];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < brighter.length; i++) {
            brighter[i] = (byte) random.nextInt(BlockMeans.COUNT);
            do {
                darker[i] = (byte) random.nextInt(BlockMeans.COUNT);
            } while (darker[i] == brighter[i]);
        }
    }

    /** Number of bits of all of a picture's numbers together. */
    int bits() {
        return TABLES * bits;
    }

    /**
     * Computes a picture's {@link #TABLES} numbers from the means of its blocks and writes them to {@code target} from
     * {@code offset}.
     */
    void hash(float[] means, int[] target, int offset) {
        for (int table = 0; table < TABLES; table++) {
            int hash = 0;
            for (int i = table * bits; i < (table + 1) * bits; i++) {
                hash = hash << 1 | (means[brighter[i]] - means[darker[i]] > MARGIN ? 1 : 0);
            }
            target[offset + table] = hash;
        }
    }
}
