package dev.mien.face;

import java.util.stream.IntStream;

/** Divides plain work among threads. It uses Java's common pool, which is there anyway. */
final class SharedWork {
    private SharedWork() {}

    /** Work on a range of indexes. */
    interface Work {
        void on(int from, int to);
    }

    /**
     * Does work on all indexes from 0 on.
     *
     * @param threads that work together, at least 1; with 1 the caller does everything
     */
    static void of(int count, int threads, Work work) {
        int parts = Math.min(count, threads);
        if (parts <= 1) {
            work.on(0, count);
            return;
        }
        IntStream.range(0, parts)
                .parallel()
                .forEach(part ->
                        work.on((int) ((long) count * part / parts), (int) ((long) count * (part + 1) / parts)));
    }
}
