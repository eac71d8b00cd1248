package dev.mien.download;

import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.io.FailureReason;
import dev.mien.io.WriteFailedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder beside the result that holds files until all have arrived. A lock keeps a second download out. */
final class DownloadFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;

    private DownloadFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Opens the folder of a result, including files of an earlier download. */
    static DownloadFolder open(Path out, Fer2013Source source) {
        Path path = out.resolveSibling(out.getFileName() + "." + source.label());
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new InvalidInputException(
                        "another download is at work in " + path + ": wait for its end",
                        Remedy.change(Remedy.Setting.OUTPUT));
            }
            return new DownloadFolder(path, channel);
        } catch (IOException e) {
            throw new WriteFailedException(
                    "cannot write into " + path + ": " + FailureReason.of(e), Remedy.change(Remedy.Setting.OUTPUT), e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    /** Removes the folder and its files, because the result is written. */
    void remove() {
        close();
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new WriteFailedException(
                    "the data are written, but " + path + " cannot be removed: " + FailureReason.of(e)
                            + ". Remove it by hand",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // the end of the process releases the lock
        }
    }
}
