package dev.mien.download;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Closes a response body that has stalled, because Java's HTTP client waits for the next byte forever. */
final class StallGuard implements AutoCloseable {
    /** The longest time between two looks at the clock. */
    private static final Duration PERIOD = Duration.ofMillis(250);

    private final Closeable body;
    private final long limit;
    private final TransferClock clock;
    private final ScheduledExecutorService looks;
    private volatile long lastByte;
    private volatile boolean fired;

    StallGuard(Closeable body, Duration limit, TransferClock clock) {
        this.body = body;
        this.limit = limit.toNanos();
        this.clock = clock;
        lastByte = clock.nanoTime();
        looks = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "mien-stall-guard");
            thread.setDaemon(true);
            return thread;
        });
        long period = Math.max(1, Math.min(PERIOD.toNanos(), this.limit / 4));
        looks.scheduleWithFixedDelay(this::check, period, period, TimeUnit.NANOSECONDS);
    }

    /** Records that bytes arrived. */
    void touch() {
        lastByte = clock.nanoTime();
    }

    /** Whether the guard closed the body. */
    boolean hasFired() {
        return fired;
    }

    private void check() {
        if (clock.nanoTime() - lastByte < limit) {
            return;
        }
        fired = true;
        try {
            body.close();
        } catch (IOException e) {
            // the reader gets the same failure and reports it
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
