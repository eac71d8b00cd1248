package dev.mien.download;

import dev.mien.MienException;
import dev.mien.Remedy;

/** A file could not be fetched. The bytes that arrived are kept, unless the message says otherwise. */
public final class TransferFailedException extends MienException {
    private static final long serialVersionUID = 1L;

    TransferFailedException(String problem, Remedy remedy) {
        super(problem, remedy);
    }

    TransferFailedException(String problem, Remedy remedy, Throwable cause) {
        super(problem, remedy, cause);
    }

    TransferFailedException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
