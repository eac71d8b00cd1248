package dev.mien.cli;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Lets a line of progress through at most once in some time, so that a log stays short. */
final class LinePace {
    private final long between;
    private final LongSupplier clock;
    private long begun;
    private long next;

    /**
     * Starts the time.
     *
     * @param between the least time before a line
     * @param clock nanoseconds, as {@link System#nanoTime} counts them; tests turn a clock of their own
     */
    LinePace(Duration between, LongSupplier clock) {
        this.between = between.toNanos();
        this.clock = clock;
        restart();
    }

    /** Starts the time again. */
    void restart() {
        begun = clock.getAsLong();
        next = begun + between;
    }

    /** Whether a line may come now. The next one may then come after the same time again. */
    boolean isDue() {
        long now = clock.getAsLong();
        if (now - next < 0) {
            return false;
        }
        next = now + between;
        return true;
    }

    /** Seconds since the start. */
    double seconds() {
        return (clock.getAsLong() - begun) / 1e9;
    }
}
