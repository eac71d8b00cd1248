package dev.mien.video;

import dev.mien.MienException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The newest frame of a source that does not wait: a thread reads on and on, and a frame that nobody has taken when the next one comes
 * is dropped, so that what is shown is never late. Owns the source. {@link #next} is for one thread, {@link #stop} for any.
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
     * A frame that came.
     *
     * @param nanoTime when it did, by {@link System#nanoTime}
     */
    record Arrival(VideoFrame frame, long nanoTime) {}

    /** @param source nobody else uses it from now on */
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

    /** What messages and answers call the source. */
    public String name() {
        return name;
    }

    /** What the source says of itself. */
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
     * The newest frame, once there is one that has not been given yet; empty after {@link #stop}, after {@link #stopAfter}'s time, and when the
     * source has ended.
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
            throw new MienException("no picture came from " + name + " for " + (int) PATIENCE
                    + " s. Connect the camera anew, or give another with --device");
        }
        try {
            long left = deadline == Long.MAX_VALUE ? giveUp - now : Math.min(deadline, giveUp) - now;
            changed.awaitNanos(Math.min(left, LOOK));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MienException("the thread was interrupted while it waited for a picture", e);
        }
    }

    /** Lets {@link #next} answer with nothing from some time on, in seconds from now. */
    public void stopAfter(double seconds) {
        lock.lock();
        try {
            deadline = clock.getAsLong() + (long) (seconds * NANOSECONDS);
        } finally {
            lock.unlock();
        }
    }

    /** Lets {@link #next} answer with nothing from now on. */
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Frames that came and were given to nobody, because newer ones came. */
    public long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** Why the source gives no more; empty where it was stopped. */
    Optional<String> problem() {
        lock.lock();
        try {
            return problem;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops, and waits until the source is closed. A driver that does not answer is waited for {@value #CLOSING_SECONDS} seconds; what it holds
     * goes with the process then.
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
