package dev.mien;

/** The caller gave something wrong: a file, a value, or a combination of settings. */
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
