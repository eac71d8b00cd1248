package dev.mien.io;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files that are being written beside their places. What is left of them when a signal ends the program, and who must
 * finish has finished ({@link OrderlyEnd}), is discarded.
 */
final class Pending {
    private static final Set<Path> FILES = ConcurrentHashMap.newKeySet();

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(Pending::end, "mien-end"));
        } catch (IllegalStateException e) {
            // the program is ending already: whoever writes now removes what he leaves
        }
    }

    private Pending() {}

    /** Sees to it that the end of the program is an orderly one. */
    static void watch() {
        // what begins this class does
    }

    private static void end() {
        OrderlyEnd.await();
        FILES.forEach(AtomicFile::discard);
    }

    static void add(Path beside) {
        FILES.add(beside);
    }

    /** It stands in its place, or nothing of it is left. */
    static void remove(Path beside) {
        FILES.remove(beside);
    }
}
