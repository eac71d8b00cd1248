package dev.mien.video;

import dev.mien.MienException;
import dev.mien.Remedy;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The newest frame of a live source. A thread reads continuously and drops a frame that was not taken before the next
 * one comes, so that no shown frame is late. Owns the source. One thread may call {@link #next}; any thread may call
 * {@link #stop}.
 */
public final class LiveFrames implements AutoCloseable {
    private static final double NANOSECONDS = 1e9;
    private static final double PATIENCE = 10;
    private static final long CLOSING_SECONDS = 3;

    /** The longest time between two looks at the clock. */
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(100);

    private final FrameSource source;
    private final LongSupplier clock;
    private final VideoInfo info;
    private final String name;
    private final Thread reading = new Thread(this::read, "mien-camera");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<Arrival> newest = Optional.empty();
    private Optional<RuntimeException> failure = Optional.empty();
    private Optional<String> problem = Optional.empty();
    private boolean stopped;
    private boolean ended;
    private long dropped;
    private long deadline = Long.MAX_VALUE;

    /**
     * A frame with its arrival.
     *
     * @param nanoTime time of arrival, by {@link System#nanoTime}
     */
    record Arrival(VideoFrame frame, long nanoTime) {}

    /** @param source no one else may use it from now on */
    public LiveFrames(FrameSource source) {
        this(source, System::nanoTime);
    }

    /** @param clock counts as {@link System#nanoTime} does; tests turn it themselves */
    LiveFrames(FrameSource source, LongSupplier clock) {
        this.source = source;
        this.clock = clock;
        info = source.info();
        name = source.name();
        reading.setDaemon(true);
        reading.start();
    }

    /** The source's name in messages and answers. */
    public String name() {
        return name;
    }

    /** The source's description of itself. */
    public VideoInfo info() {
        return info;
    }

    private void read() {
        try (source) {
            Optional<VideoFrame> frame = source.next();
            while (frame.isPresent() && put(new Arrival(frame.get(), clock.getAsLong()))) {
                frame = source.next();
            }
            end(Optional.empty(), frame.isEmpty() ? source.problem() : Optional.empty());
        } catch (RuntimeException e) {
            end(Optional.of(e), Optional.empty());
        }
    }

    private boolean put(Arrival arrival) {
        lock.lock();
        try {
            dropped += newest.isPresent() && !stopped ? 1 : 0;
            newest = Optional.of(arrival);
            changed.signalAll();
            return !stopped;
        } finally {
            lock.unlock();
        }
    }

    private void end(Optional<RuntimeException> why, Optional<String> what) {
        lock.lock();
        try {
            failure = why;
            problem = what;
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a frame that was not returned yet, and returns the newest. Empty after {@link #stop}, after the time of
     * {@link #stopAfter}, and when the source has ended.
     *
     * @throws MienException if the source fails, or gives nothing for ten seconds
     */
    Optional<Arrival> next() {
        long giveUp = clock.getAsLong() + (long) (PATIENCE * NANOSECONDS);
        lock.lock();
        try {
            while (!stopped && !ended && newest.isEmpty()) {
                await(giveUp);
            }
            if (stopped || clock.getAsLong() - deadline >= 0 && deadline != Long.MAX_VALUE) {
                stopped = true;
                return Optional.empty();
            }
            Optional<Arrival> taken = newest;
            newest = Optional.empty();
            if (taken.isEmpty() && failure.isPresent()) {
                throw failure.get();
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void await(long giveUp) {
        long now = clock.getAsLong();
        if (deadline != Long.MAX_VALUE && deadline - now <= 0) {
            stopped = true;
            return;
        }
        if (giveUp - now <= 0) {
            throw new MienException(
                    "no picture came from " + name + " for " + (int) PATIENCE
                            + " s: connect the camera again if it is the right one",
                    Remedy.change(Remedy.Setting.CAMERA));
        }
        try {
            long left = deadline == Long.MAX_VALUE ? giveUp - now : Math.min(deadline, giveUp) - now;
            changed.awaitNanos(Math.min(left, LOOK));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MienException("the thread was interrupted while it waited for a picture", e);
        }
    }

    /** Makes {@link #next} return empty after some seconds from now. */
    public void stopAfter(double seconds) {
        lock.lock();
        try {
            deadline = clock.getAsLong() + (long) (seconds * NANOSECONDS);
        } finally {
            lock.unlock();
        }
    }

    /** Makes {@link #next} return empty from now on. */
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The number of frames dropped because newer ones came. */
    public long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** Why the source ended; empty if it was stopped. */
    Optional<String> problem() {
        lock.lock();
        try {
            return problem;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops and waits until the source is closed. It waits at most {@value #CLOSING_SECONDS} seconds for a driver that
     * does not answer; the end of the process then frees its resources.
     */
    @Override
    public void close() {
        stop();
        try {
            reading.join(TimeUnit.SECONDS.toMillis(CLOSING_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
