package dev.mien;

/** Every failure that Mien reports. The message states what was received, what was expected and what to do. */
public class MienException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MienException(String message) {
        super(message);
    }

    public MienException(String message, Throwable cause) {
        super(message, cause);
    }
}
