package dev.mien.dataset;

import java.util.Locale;

/** The role of a set of samples in an experiment. */
public enum Split {
    TRAIN,
    VALIDATION,
    TEST;

    /** The name in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
