package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Words a failure for the user. */
final class FailureText {
    /** What native libraries say when the system refuses memory. They throw their usual exceptions then. */
    private static final List<String> NATIVE_MEMORY =
            List.of("Cannot allocate memory", "std::bad_alloc", "failed to map segment");

    private FailureText() {}

    /** The message without "mien: "; empty if Mien did not foresee the failure. */
    static Optional<String> of(Throwable failure) {
        Optional<String> memory = ofNativeMemory(failure);
        if (memory.isPresent()) {
            return memory;
        }
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

    private static Optional<String> ofNativeMemory(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .flatMap(cause -> NATIVE_MEMORY.stream().filter(String.valueOf(cause.getMessage())::contains))
                .findFirst()
                .map(FailureText::ofSystem);
    }

    private static String ofSystem(String reason) {
        return "the system gives Java no more threads or memory (" + reason
                + "). Raise its limits, which 'ulimit -a' shows";
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
            return ofSystem(reason);
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
