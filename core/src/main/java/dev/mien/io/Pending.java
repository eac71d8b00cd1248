package dev.mien.io;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files that are being written under other names. When a signal ends the program, the unfinished ones are deleted after
 * all work of {@link OrderlyEnd} has finished.
 */
final class Pending {
    private static final Set<Path> FILES = ConcurrentHashMap.newKeySet();

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(Pending::end, "mien-end"));
        } catch (IllegalStateException e) {
            // the program is already ending: the writer removes its own file
        }
    }

    private Pending() {}

    /** Installs the orderly end of the program. */
    static void watch() {
        // loading the class does it
    }

    private static void end() {
        OrderlyEnd.await();
        FILES.forEach(AtomicFile::discard);
    }

    static void add(Path beside) {
        FILES.add(beside);
    }

    /** Forgets a file that is in place or deleted. */
    static void remove(Path beside) {
        FILES.remove(beside);
    }
}
