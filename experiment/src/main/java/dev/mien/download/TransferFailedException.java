package dev.mien.download;

import dev.mien.MienException;

/** A file did not arrive. What arrived of it is kept, unless the message says otherwise. */
public final class TransferFailedException extends MienException {
    private static final long serialVersionUID = 1L;

    TransferFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    TransferFailedException(String message) {
        super(message);
    }
}
