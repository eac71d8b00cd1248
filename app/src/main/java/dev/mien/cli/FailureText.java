package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import java.util.Locale;
import java.util.Optional;

/** Words a failure for the user. */
final class FailureText {
    private FailureText() {}

    /** The message without "mien: "; empty if Mien did not foresee the failure. */
    static Optional<String> of(Throwable failure) {
        if (failure instanceof InvalidInputException mistake) {
            return Optional.of(RemedyText.of(mistake));
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Error error) {
                Optional<String> words = ofError(error);
                if (words.isPresent()) {
                    return words;
                }
            }
        }
        return failure instanceof MienException told ? Optional.of(RemedyText.of(told)) : Optional.empty();
    }

    private static Optional<String> ofError(Error error) {
        if (error instanceof OutOfMemoryError) {
            return Optional.of(ofMemory(String.valueOf(error.getMessage())));
        }
        if (error instanceof StackOverflowError) {
            return Optional.of("the input is nested too deeply. Give a simpler file");
        }
        return Optional.empty();
    }

    private static String ofMemory(String reason) {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        if (reason.contains("thread")) {
            return "the system gives Java no more threads or memory (" + reason
                    + "). Raise its limits, which 'ulimit -a' shows";
        }
        return String.format(
                Locale.ROOT,
                "this needs more memory than the %,d MB that Java may use (%s). Give Java more, such as: export"
                        + " MIEN_JAVA_OPTIONS=-Xmx%dm. Or give it less to do at once",
                megabytes,
                reason,
                2 * megabytes);
    }
}
