package dev.mien.nn;

import java.util.Locale;

/** What a layer applies to its sums. */
public enum Activation {
    NONE,
    RELU,
    SOFTMAX;

    /** What a layer's caption ends in. */
    String suffix() {
        return this == NONE ? "" : ", " + name().toLowerCase(Locale.ROOT);
    }
}
