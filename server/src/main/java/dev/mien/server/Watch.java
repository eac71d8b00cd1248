package dev.mien.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Looks once a second, as long as somebody listens, and tells the streams what has changed.
 *
 * @param <S> what is known of one stream
 */
final class Watch<S extends Watch.Listener> implements AutoCloseable {
    /** Streams that may be open at the same time. */
    static final int MOST = 100;

    private static final int BEAT_SECONDS = 10;

    private final List<S> listeners = new ArrayList<>();
    private final Predicate<List<S>> look;
    private final ScheduledExecutorService clock;
    private int quiet;

    /** Somebody who listens. */
    interface Listener {
        EventStream stream();
    }

    /**
     * Begins to look.
     *
     * @param look tells the listeners what has changed, and whether anything has
     */
    Watch(String name, Predicate<List<S>> look) {
        this.look = look;
        clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** Checks that one more may listen. */
    synchronized void requireRoom() {
        if (listeners.size() >= MOST) {
            throw new Problem(
                    503,
                    "too-many-streams",
                    MOST + " streams of events are open, the most that are served",
                    java.util.Map.of("Retry-After", "10"));
        }
    }

    synchronized void add(S listener) {
        listeners.add(listener);
    }

    private synchronized void look() {
        listeners.removeIf(listener -> listener.stream().isClosed());
        if (listeners.isEmpty()) {
            return;
        }
        quiet = look.test(listeners) ? 0 : quiet + 1;
        if (quiet >= BEAT_SECONDS) {
            quiet = 0;
            listeners.forEach(listener -> listener.stream().beat());
        }
    }

    /** Ends all streams. */
    @Override
    public void close() {
        clock.shutdownNow();
        List<S> open;
        synchronized (this) {
            open = List.copyOf(listeners);
            listeners.clear();
        }
        open.forEach(listener -> listener.stream().close());
    }
}
