package dev.mien;

/** A mistake in what the caller gave: a file, a value, a combination of options. The program exits with 2 on it. */
public class InvalidInputException extends MienException {
    private static final long serialVersionUID = 1L;

    public InvalidInputException(String message) {
        super(message);
    }

    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
