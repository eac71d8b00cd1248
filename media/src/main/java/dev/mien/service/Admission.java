package dev.mien.service;

import dev.mien.InvalidInputException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounded admission. It limits how many pieces of work run at a time, how many wait, and how long each one waits.
 * Further work is refused at once, so a burst of requests neither fills the memory nor delays all the others. Work that
 * waits holds no thread. Thread-safe.
 */
public final class Admission implements AutoCloseable {
    /** The weight of the newest time in the moving mean of times. */
    private static final double NEWEST = 0.2;

    private final Limits limits;
    private final Deque<Entry<?>> waiting = new ArrayDeque<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ScheduledThreadPoolExecutor clock;
    private int running;
    private boolean closing;
    private double seconds;

    /**
     * The bounds.
     *
     * @param running pieces of work that run at a time, at least 1
     * @param waiting pieces of work that wait, at least 0
     * @param mostWait how long one waits for its turn
     */
    public record Limits(int running, int waiting, Duration mostWait) {
        /** Checks the ranges. */
        public Limits {
            if (running < 1 || waiting < 0 || mostWait.isNegative() || mostWait.isZero()) {
                throw new InvalidInputException(running + " pieces of work are to run at a time and " + waiting
                        + " are to wait, each for at most " + mostWait
                        + ": expected at least 1, at least 0 and a time above 0");
            }
        }

        /** As many run as there are processors, and eight times as many wait, for at most two seconds. */
        public static Limits usual() {
            int processors = Runtime.getRuntime().availableProcessors();
            return new Limits(processors, 8 * processors, Duration.ofSeconds(2));
        }
    }

    private record Entry<T>(Supplier<T> work, CompletableFuture<T> result) {
        void run() {
            try {
                result.complete(work.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        }
    }

    /** Opens admission with threads of its own. */
    public Admission(Limits limits) {
        this.limits = limits;
        clock = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "mien-admission"));
        clock.setRemoveOnCancelPolicy(true);
        for (int i = 0; i < limits.running(); i++) {
            Thread thread = daemon(this::work, "mien-work-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Admits work, or refuses it.
     *
     * @return the work's result. It fails with an {@link OverloadedException} if the turn does not come in time. If it
     *     is cancelled while the work waits, the work does not run
     * @throws OverloadedException at once, if as many wait as may wait, or if this is closing
     */
    public <T> CompletableFuture<T> submit(Supplier<T> work) {
        Entry<T> entry = new Entry<>(work, new CompletableFuture<>());
        synchronized (this) {
            requireRoom();
            waiting.add(entry);
            notifyAll();
        }
        entry.result.whenComplete((value, failure) -> leave(entry));
        var alarm = clock.schedule(() -> late(entry), limits.mostWait().toMillis(), TimeUnit.MILLISECONDS);
        entry.result.whenComplete((value, failure) -> alarm.cancel(false));
        return entry.result;
    }

    /**
     * Checks that work would be admitted now.
     *
     * @throws OverloadedException if it would not
     */
    public synchronized void requireRoom() {
        if (closing) {
            throw refused(OverloadedException.Reason.CLOSING);
        }
        int free = limits.running() - running;
        if (waiting.size() >= limits.waiting() + free) {
            throw refused(OverloadedException.Reason.FULL);
        }
    }

    private OverloadedException refused(OverloadedException.Reason reason) {
        double wait = seconds * (waiting.size() + 1) / limits.running();
        return new OverloadedException(reason, Duration.ofSeconds(Math.max(1, (long) Math.ceil(wait))));
    }

    private void leave(Entry<?> entry) {
        synchronized (this) {
            waiting.remove(entry);
            notifyAll();
        }
    }

    private void late(Entry<?> entry) {
        OverloadedException refusal;
        synchronized (this) {
            if (!waiting.remove(entry)) {
                return;
            }
            refusal = refused(OverloadedException.Reason.LATE);
        }
        entry.result.completeExceptionally(refusal);
    }

    private void work() {
        for (Optional<Entry<?>> next = next(); next.isPresent(); next = next()) {
            long begin = System.nanoTime();
            if (!next.get().result.isDone()) {
                next.get().run();
            }
            done((System.nanoTime() - begin) / 1e9);
        }
    }

    /** Waits for work; empty at the end. */
    private synchronized Optional<Entry<?>> next() {
        while (waiting.isEmpty() && !closing) {
            try {
                wait();
            } catch (InterruptedException e) {
                closing = true;
            }
        }
        Entry<?> entry = waiting.poll();
        if (entry == null) {
            return Optional.empty();
        }
        running++;
        return Optional.of(entry);
    }

    private synchronized void done(double took) {
        running--;
        seconds = seconds == 0 ? took : (1 - NEWEST) * seconds + NEWEST * took;
        notifyAll();
    }

    /** Number of pieces of work that run. */
    public synchronized int running() {
        return running;
    }

    /** Number of pieces of work that wait. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /**
     * Refuses new work, and waits until the admitted work is done.
     *
     * @param patience how long to wait
     * @return whether all work is done
     */
    public synchronized boolean drain(Duration patience) {
        closing = true;
        notifyAll();
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toMillis(); running + waiting.size() > 0 && left > 0; left = left(end)) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return running + waiting.size() == 0;
    }

    private static long left(long end) {
        return TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }

    /** Refuses new work. Work that waits is cancelled. */
    @Override
    public void close() {
        List<Entry<?>> left;
        synchronized (this) {
            closing = true;
            left = List.copyOf(waiting);
            waiting.clear();
            notifyAll();
        }
        left.forEach(entry -> entry.result.cancel(false));
        clock.shutdownNow();
    }
}
