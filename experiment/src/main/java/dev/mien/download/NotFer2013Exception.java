package dev.mien.download;

import dev.mien.MienException;
import dev.mien.Remedy;

/** The fetched files are not FER2013, or not in the source's known form. */
public final class NotFer2013Exception extends MienException {
    private static final long serialVersionUID = 1L;

    NotFer2013Exception(String problem, Throwable cause) {
        super(problem, cause);
    }

    NotFer2013Exception(String problem, Remedy remedy, Throwable cause) {
        super(problem, remedy, cause);
    }

    NotFer2013Exception(String problem) {
        super(problem);
    }
}
