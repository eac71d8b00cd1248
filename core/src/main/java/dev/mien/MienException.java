package dev.mien;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Any failure that Mien reports. The problem states what was received and what was expected. The remedy states what to
 * do, as a value that a program words in its own terms. The message has both in words. What it repeats of a file is
 * escaped.
 */
public class MienException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Remedy remedy;

    public MienException(String problem) {
        super(problem);
        remedy = null;
    }

    /**
     * Keeps the remedy of a cause that is one of Mien's own failures; {@code problem} should repeat its
     * {@link #problem}.
     */
    public MienException(String problem, Throwable cause) {
        super(problem, cause);
        remedy = cause instanceof MienException known ? known.remedy : null;
    }

    public MienException(String problem, Remedy remedy) {
        super(problem);
        this.remedy = remedy;
    }

    public MienException(String problem, Remedy remedy, Throwable cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    /** What went wrong, without the remedy, as {@link PrintableText}. */
    public final String problem() {
        return PrintableText.of(String.valueOf(super.getMessage()));
    }

    /** What to do about it, if Mien knows. */
    public final Optional<Remedy> remedy() {
        return Optional.ofNullable(remedy);
    }

    /** The problem and the remedy in words. */
    @Override
    public String getMessage() {
        return problem() + remedy().map(known -> ". " + sentence(known.words())).orElse("");
    }

    private static String sentence(String words) {
        return PrintableText.of(words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
    }
}
