package dev.mien.model;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends a computation that takes too long, such as an endless loop in a network. */
final class OnnxLimit implements AutoCloseable {
    /** The most time for one call. A large network needs less for 64 pictures on one slow processor. */
    static final Duration MOST = Duration.ofMinutes(5);

    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final OrtSession.RunOptions options;
    private final Future<?> alarm;
    private volatile boolean reached;
    private boolean closed;

    private OnnxLimit(OrtSession.RunOptions options, Duration most) {
        this.options = options;
        alarm = CLOCK.schedule(
                () -> {
                    reached = true;
                    stop();
                },
                most.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "mien-limit");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    /** @param options of the computation, to be closed after this */
    static OnnxLimit begin(OrtSession.RunOptions options, Duration most) {
        return new OnnxLimit(options, most);
    }

    /** Whether the time was over before the computation. */
    boolean isReached() {
        return reached;
    }

    /** Makes the computation fail at its next step. */
    synchronized void stop() {
        if (!closed) {
            try {
                options.setTerminate(true);
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        alarm.cancel(false);
    }
}
