package dev.mien.download;

import java.time.Duration;

/**
 * The number of attempts of a transfer and the pauses between them. Each pause is twice the previous one.
 *
 * @param attempts number of consecutive attempts that may fail without a new byte
 * @param first first pause
 * @param stall time without a byte after which an attempt counts as failed
 */
record RetryPolicy(int attempts, Duration first, Duration stall) {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** Five attempts within a quarter of a minute. */
    static final RetryPolicy PATIENT = new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(60));

    /** The pause after this many consecutive failures, at least what the server asks for, at most a minute. */
    Duration pause(int failures, Duration asked) {
        Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, 16));
        Duration wanted = doubled.compareTo(asked) < 0 ? asked : doubled;
        return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }
}
