package dev.mien.io;

import dev.mien.MienException;
import java.io.IOException;

/** A file could not be written: the disk is full, read-only or gone. What stood in its place before still stands there. */
public final class WriteFailedException extends MienException {
    private static final long serialVersionUID = 1;

    public WriteFailedException(String message, IOException cause) {
        super(message, cause);
    }

    /** The same failure, with what it means to whoever was writing. */
    public WriteFailedException(String message, WriteFailedException cause) {
        super(message, cause);
    }
}
