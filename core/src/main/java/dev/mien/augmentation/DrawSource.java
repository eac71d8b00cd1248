package dev.mien.augmentation;

import static dev.mien.SplitMix64.GOLDEN_GAMMA;
import static dev.mien.SplitMix64.mix;

/**
 * Random numbers of one sample in one epoch: SplitMix64 that starts from a hash of both. Not for several threads.
 */
public final class DrawSource {
    /** Tells the side that a sample begins with from its other draws. */
    private static final long SIDE = 0x53494445L;

    private final boolean otherSide;
    private long state;

    DrawSource(long seed, int epoch, int row) {
        state = mix(mix(mix(seed + GOLDEN_GAMMA) + epoch) + row);
        otherSide = ((mix(mix(seed ^ SIDE) + row) + epoch) & 1) != 0;
    }

    /** True in every other epoch of the sample; draws nothing. */
    public boolean everyOther() {
        return otherSide;
    }

    /** Any of the 64-bit numbers. */
    public long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in [0, 1), 53 bits. */
    public double uniform() {
        return (next() >>> 11) * 0x1p-53;
    }

    /** Uniform in [-1, 1). */
    public double symmetric() {
        return 2 * uniform() - 1;
    }
}
