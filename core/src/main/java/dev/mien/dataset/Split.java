package dev.mien.dataset;

import java.util.Locale;

/** The part that a set of samples plays in an experiment. */
public enum Split {
    TRAIN,
    VALIDATION,
    TEST;

    /** Lower-case name, as the command line takes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
