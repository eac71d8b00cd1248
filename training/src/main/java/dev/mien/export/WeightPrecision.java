package dev.mien.export;

import java.util.Locale;

/** How an exported file stores kernels. The arithmetic is in 32 bits either way. */
public enum WeightPrecision {
    /** As they were trained. */
    FP32,
    /** IEEE 754's 16 bits, eleven of them the significand's: half the size. */
    FP16;

    /** Lower-case name, as the command line takes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
