package dev.mien;

/** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). It turns any number into one that looks random. */
public final class SplitMix64 {
    /** What the generator adds to its state before each draw. */
    public static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private SplitMix64() {}

    /** A bijection of 64 bits. */
    public static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
