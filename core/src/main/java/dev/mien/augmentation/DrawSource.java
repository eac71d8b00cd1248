package dev.mien.augmentation;

import static dev.mien.SplitMix64.GOLDEN_GAMMA;
import static dev.mien.SplitMix64.mix;

/** Random numbers of one sample in one epoch: SplitMix64 that starts from a hash of both. */
final class DrawSource {
    private long state;

    DrawSource(long seed, int epoch, int row) {
        state = mix(mix(mix(seed + GOLDEN_GAMMA) + epoch) + row);
    }

    /** Any of the 64-bit numbers. */
    long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in [0, 1), 53 bits. */
    double uniform() {
        return (next() >>> 11) * 0x1p-53;
    }

    /** Uniform in [-1, 1). */
    double symmetric() {
        return 2 * uniform() - 1;
    }
}
