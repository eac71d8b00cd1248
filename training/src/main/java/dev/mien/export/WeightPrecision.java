package dev.mien.export;

import java.util.Locale;

/** The precision of kernels in an exported file. The computation is always in 32 bits. */
public enum WeightPrecision {
    /** 32 bits, as in training. */
    FP32,
    /** IEEE 754's 16 bits, with eleven bits of precision. The file is half as large. */
    FP16;

    /** The lower-case name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
