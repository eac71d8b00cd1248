package dev.mien.service;

import dev.mien.MienException;
import dev.mien.io.FailureReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A private folder for the jobs of one program, which only its user may read. It is deleted with the program's end.
 * What a killed program left is deleted when the next one begins: a living one holds a lock.
 */
final class JobFolder implements AutoCloseable {
    private static final String BEGINNING = "mien-videos-";
    private static final String LOCK = "lock";

    /** A folder is locked soon after it is created. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Path path;
    private final FileChannel lock;

    private JobFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes a folder.
     *
     * @param parent the folder for temporary files
     */
    static JobFolder create(Path parent) {
        try {
            discardLeftovers(parent);
            Path path = Files.createTempDirectory(parent, BEGINNING);
            FileChannel lock =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock.tryLock();
            return new JobFolder(path, lock);
        } catch (IOException e) {
            throw new MienException("cannot make a folder for videos in " + parent + ": " + FailureReason.of(e), e);
        }
    }

    Path path() {
        return path;
    }

    private static void discardLeftovers(Path parent) throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            entries.filter(entry -> String.valueOf(entry.getFileName()).startsWith(BEGINNING))
                    .filter(JobFolder::isLeft)
                    .forEach(JobFolder::delete);
        }
    }

    private static boolean isLeft(Path folder) {
        try {
            if (Files.getLastModifiedTime(folder).toInstant().isAfter(Instant.now().minus(SOON))) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
                FileLock held = channel.tryLock();
                return held != null;
            }
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    /** Deletes a folder with all that is in it. What cannot be deleted stays. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> inner = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : inner) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // a file that is still written is deleted by the next program that begins
        }
    }

    @Override
    public void close() {
        delete(path);
        try {
            lock.close();
        } catch (IOException e) {
            // the lock ends with the program
        }
        delete(path);
    }
}
