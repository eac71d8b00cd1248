package dev.mien.cli;

import java.util.ArrayDeque;
import java.util.Deque;

/** Frames per second over the last two seconds. */
final class FrameRate {
    private static final double NANOSECONDS = 1e9;
    private static final long SPAN = 2_000_000_000L;

    private final Deque<Long> times = new ArrayDeque<>();

    /**
     * Counts another frame.
     *
     * @param nanoTime its time by {@link System#nanoTime}
     * @return frames per second; 0 after the first
     */
    double add(long nanoTime) {
        times.addLast(nanoTime);
        while (nanoTime - times.getFirst() > SPAN && times.size() > 2) {
            times.removeFirst();
        }
        long span = nanoTime - times.getFirst();
        return span > 0 ? (times.size() - 1) * NANOSECONDS / span : 0;
    }
}
