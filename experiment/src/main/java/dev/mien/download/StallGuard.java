package dev.mien.download;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Closes a body of which no byte arrives any more: Java's HTTP client waits for the next one without an end. */
final class StallGuard implements AutoCloseable {
    private final Closeable body;
    private final long limit;
    private final ScheduledExecutorService clock;
    private volatile long lastByte = System.nanoTime();
    private volatile boolean fired;

    StallGuard(Closeable body, Duration limit) {
        this.body = body;
        this.limit = limit.toNanos();
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "mien-stall-guard");
            thread.setDaemon(true);
            return thread;
        });
        long period = Math.max(1, this.limit / 4);
        clock.scheduleWithFixedDelay(this::check, period, period, TimeUnit.NANOSECONDS);
    }

    /** Bytes came. */
    void touch() {
        lastByte = System.nanoTime();
    }

    /** Whether it closed the body. */
    boolean hasFired() {
        return fired;
    }

    private void check() {
        if (System.nanoTime() - lastByte < limit) {
            return;
        }
        fired = true;
        try {
            body.close();
        } catch (IOException e) {
            // the reader meets the same failure and reports it
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
