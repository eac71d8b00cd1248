package dev.mien.io;

import dev.mien.MienException;
import dev.mien.Remedy;
import java.io.IOException;
import java.util.regex.Pattern;

/** A file could not be written: the disk is full, read-only or gone. An existing file stays. */
public final class WriteFailedException extends MienException {
    private static final long serialVersionUID = 1;

    /** The system's words for a disk on which no file can be written. */
    private static final Pattern DISK =
            Pattern.compile("no space|quota|not enough space|read-only|input/output error", Pattern.CASE_INSENSITIVE);

    public WriteFailedException(String problem, IOException cause) {
        super(problem, cause);
    }

    /** The same failure with what follows from it for the writer. It keeps the cause's remedy. */
    public WriteFailedException(String problem, WriteFailedException cause) {
        super(problem, cause);
    }

    /** Whether other files on the same disk would fail too: it is full, read-only or broken. */
    public boolean isOfWholeDisk() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException failure
                    && DISK.matcher(FailureReason.of(failure)).find()) {
                return true;
            }
        }
        return false;
    }

    /** A failure with what to do about it. */
    public WriteFailedException(String problem, Remedy remedy, Throwable cause) {
        super(problem, remedy, cause);
    }
}
