package dev.mien.runs;

import java.util.Locale;

/** How far a run is. */
public enum RunState {
    /** Its files were written lately, and epochs are left. */
    RUNNING,
    /** It has all its epochs, or it was judged at its end. */
    DONE,
    /** Epochs are left, and nothing was written for a while. */
    STOPPED,
    /** Its config.json or its history.csv cannot be read. */
    UNREADABLE;

    /** The state's name in answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
