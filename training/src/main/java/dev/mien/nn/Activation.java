package dev.mien.nn;

import java.util.Locale;

/** The function that a layer applies to its sums. */
public enum Activation {
    NONE,
    RELU,
    SOFTMAX;

    /** The end of a layer's caption. */
    String suffix() {
        return this == NONE ? "" : ", " + name().toLowerCase(Locale.ROOT);
    }
}
