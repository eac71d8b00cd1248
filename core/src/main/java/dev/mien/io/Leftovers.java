package dev.mien.io;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Unfinished files that killed programs left. The next program that writes the same file deletes them. A program that
 * still writes holds a lock on its unfinished file, which ends with the program.
 */
final class Leftovers {
    /** A file is locked soon after it is created. */
    private static final Duration SOON = Duration.ofSeconds(10);

    /** What stood in a folder when this program first wrote into it, by the beginning of the names. */
    private static final Map<Path, Map<String, List<Path>>> FOUND = new ConcurrentHashMap<>();

    private Leftovers() {}

    /** Marks a file as being written, if the file system knows locks. */
    static void hold(FileChannel channel) {
        try {
            channel.tryLock();
        } catch (IOException | OverlappingFileLockException e) {
            // without a lock it looks left behind, but only to the next program that writes the same file
        }
    }

    /**
     * Deletes what was left of a file.
     *
     * @param beginning of the names of its unfinished files
     */
    static void discard(Path file, String beginning) {
        Path folder = AtomicFile.folderOf(file.toAbsolutePath());
        List<Path> left = FOUND.computeIfAbsent(folder, Leftovers::list).remove(beginning);
        if (left != null) {
            left.stream().filter(Leftovers::isLeft).forEach(AtomicFile::discard);
        }
    }

    private static Map<String, List<Path>> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return new ConcurrentHashMap<>(
                    files.filter(AtomicFile::isUnfinished).collect(Collectors.groupingBy(AtomicFile::beginningOf)));
        } catch (IOException | UncheckedIOException e) {
            return new ConcurrentHashMap<>();
        }
    }

    private static boolean isLeft(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            Instant changed = Files.getLastModifiedTime(file).toInstant();
            FileLock lock = changed.isBefore(Instant.now().minus(SOON)) ? channel.tryLock() : null;
            return lock != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }
}
