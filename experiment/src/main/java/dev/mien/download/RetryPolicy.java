package dev.mien.download;

import java.time.Duration;

/**
 * How often a transfer is tried, and the pauses between: the first, doubled each time.
 *
 * @param attempts in a row that may fail without bringing a byte
 * @param first pause
 * @param stall time without a byte after which an attempt counts as failed
 */
record RetryPolicy(int attempts, Duration first, Duration stall) {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** Five attempts within a quarter of a minute. */
    static final RetryPolicy PATIENT = new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(60));

    /** The pause after so many failures in a row, at least what the server asks for, at most a minute. */
    Duration pause(int failures, Duration asked) {
        Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, 16));
        Duration wanted = doubled.compareTo(asked) < 0 ? asked : doubled;
        return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }
}
