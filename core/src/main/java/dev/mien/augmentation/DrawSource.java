package dev.mien.augmentation;

/** Random numbers of one sample in one epoch: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) from a state hashed of both. */
final class DrawSource {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    DrawSource(long seed, int epoch, int row) {
        state = mix(mix(mix(seed + GOLDEN_GAMMA) + epoch) + row);
    }

    /** Uniform in [0, 1), 53 bits. */
    double uniform() {
        state += GOLDEN_GAMMA;
        return (mix(state) >>> 11) * 0x1p-53;
    }

    /** Uniform in [-1, 1). */
    double symmetric() {
        return 2 * uniform() - 1;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
