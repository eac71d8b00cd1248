package dev.mien.cli;

import java.util.ArrayDeque;
import java.util.Deque;

/** Frames a second over the last two seconds. */
final class FrameRate {
    private static final double NANOSECONDS = 1e9;
    private static final long SPAN = 2_000_000_000L;

    private final Deque<Long> times = new ArrayDeque<>();

    /**
     * Another frame is there.
     *
     * @param nanoTime when, by {@link System#nanoTime}
     * @return frames a second; 0 after the first
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
