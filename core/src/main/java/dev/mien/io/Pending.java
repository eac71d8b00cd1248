package dev.mien.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Files that are being written under other names. When a signal ends the program, the unfinished ones are deleted after
 * all work of {@link OrderlyEnd} has finished and no call of {@link NativeCalls} is in flight. From then on no file
 * begins, because nothing would delete it.
 */
final class Pending {
    private static final Set<Path> FILES = new HashSet<>();
    private static boolean ended;

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
        NativeCalls.end();
        synchronized (FILES) {
            ended = true;
            FILES.forEach(AtomicFile::discard);
        }
    }

    /**
     * Announces a file.
     *
     * @throws ProgramEndingException if the program is ending
     */
    static void add(Path beside) {
        synchronized (FILES) {
            requireGoing();
            FILES.add(beside);
        }
    }

    /**
     * Creates an announced file.
     *
     * @throws ProgramEndingException if the program is ending
     */
    static FileChannel create(Path beside) throws IOException {
        synchronized (FILES) {
            requireGoing();
            return AtomicFile.create(beside);
        }
    }

    /**
     * Checks that the unfinished files are not deleted yet.
     *
     * @throws ProgramEndingException if they are
     */
    static void requireGoing() {
        synchronized (FILES) {
            if (ended) {
                throw new ProgramEndingException();
            }
        }
    }

    /** Forgets a file that is in place or deleted. */
    static void remove(Path beside) {
        synchronized (FILES) {
            FILES.remove(beside);
        }
    }
}
