package dev.mien.service;

import dev.mien.MienException;
import java.time.Duration;
import java.util.Locale;

/** Work was refused, because too much other work is waiting. The same work may succeed later. */
public final class OverloadedException extends MienException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final Duration retryAfter;

    /** Why the work was refused. */
    public enum Reason {
        /** As many wait as may wait. */
        FULL("as many requests wait as may wait"),
        /** It waited too long for its turn. */
        LATE("its turn did not come in time"),
        /** No new work is taken, because the program is about to end. */
        CLOSING("the service is about to end");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** The reason's name for programs. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    OverloadedException(Reason reason, Duration retryAfter) {
        super("the work was refused: " + reason.words + ". Try again in " + retryAfter.toSeconds() + " s");
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    /** The time after which the waiting work will be done, by the times measured so far; whole seconds, at least 1. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
