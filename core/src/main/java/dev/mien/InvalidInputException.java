package dev.mien;

/** A mistake in what the caller gave: a file, a value, a combination of settings. The program exits with 2 on it. */
public class InvalidInputException extends MienException {
    private static final long serialVersionUID = 1L;

    public InvalidInputException(String problem) {
        super(problem);
    }

    public InvalidInputException(String problem, Throwable cause) {
        super(problem, cause);
    }

    public InvalidInputException(String problem, Remedy remedy) {
        super(problem, remedy);
    }

    public InvalidInputException(String problem, Remedy remedy, Throwable cause) {
        super(problem, remedy, cause);
    }
}
