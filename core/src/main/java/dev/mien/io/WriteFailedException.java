package dev.mien.io;

import dev.mien.MienException;
import dev.mien.Remedy;
import java.io.IOException;

/** A file could not be written: the disk is full, read-only or gone. An existing file stays. */
public final class WriteFailedException extends MienException {
    private static final long serialVersionUID = 1;

    public WriteFailedException(String problem, IOException cause) {
        super(problem, cause);
    }

    /** The same failure with what follows from it for the writer. It keeps the cause's remedy. */
    public WriteFailedException(String problem, WriteFailedException cause) {
        super(problem, cause);
    }

    /** A failure with what to do about it. */
    public WriteFailedException(String problem, Remedy remedy, Throwable cause) {
        super(problem, remedy, cause);
    }
}
