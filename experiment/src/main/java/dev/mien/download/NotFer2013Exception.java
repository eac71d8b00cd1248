package dev.mien.download;

import dev.mien.MienException;

/** What was fetched is not FER2013, or not in the form that the source is known for. */
public final class NotFer2013Exception extends MienException {
    private static final long serialVersionUID = 1L;

    NotFer2013Exception(String message, Throwable cause) {
        super(message, cause);
    }

    NotFer2013Exception(String message) {
        super(message);
    }
}
