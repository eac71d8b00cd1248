package dev.mien.training;

import dev.mien.SplitMix64;

/**
 * Derives seeds from a run's seed, so that each draw of a training is a pure function of its position in the training.
 */
final class Seeds {
    private Seeds() {}

    /** SplitMix64's finaliser over the parts, one after the other. */
    static long of(long seed, long epoch, long step) {
        return mix(mix(mix(seed) + epoch) + step);
    }

    private static long mix(long value) {
        return SplitMix64.mix(value + SplitMix64.GOLDEN_GAMMA);
    }
}
