package dev.mien.keras;

import java.util.Locale;

/** The forms of Keras files that Mien writes. */
public enum KerasForm {
    /** A zip with JSON and weights, since Keras 2.12. */
    KERAS,
    /** The legacy HDF5 file, which Keras 2 and 3 open. */
    H5;

    /** The ending of a file's name, without the dot. */
    public String ending() {
        return name().toLowerCase(Locale.ROOT);
    }
}
