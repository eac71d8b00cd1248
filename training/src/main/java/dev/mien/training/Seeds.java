package dev.mien.training;

/** Seeds derived from a run's seed, so that each draw of a training is a pure function of where it stands. */
final class Seeds {
    private Seeds() {}

    /** SplitMix64's finaliser over the parts, one after the other. */
    static long of(long seed, long epoch, long step) {
        return mix(mix(mix(seed) + epoch) + step);
    }

    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
