package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.io.AtomicFile;
import dev.mien.io.FailureReason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second training out of a run folder. The lock ends with the process that holds it, in whatever way that
 * process ends.
 */
public final class RunLock implements AutoCloseable {
    /** Name of the file in a run folder. */
    static final String NAME = "run.lock";

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock, and discards unfinished files with weights that a killed training left behind.
     *
     * @throws InvalidInputException if another training holds the folder
     */
    public static RunLock take(RunFolder folder) {
        FileChannel channel = open(folder);
        try {
            if (channel.tryLock() != null) {
                AtomicFile.discardUnfinished(folder.path().resolve(Checkpoint.NEXT));
                AtomicFile.discardUnfinished(folder.best());
                return new RunLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            close(channel);
            throw taken(folder, e);
        } catch (IOException e) {
            close(channel);
            throw new MienException("cannot lock " + folder.path() + ": " + FailureReason.of(e), e);
        }
        close(channel);
        throw taken(folder, null);
    }

    private static FileChannel open(RunFolder folder) {
        try {
            return FileChannel.open(folder.path().resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new MienException(
                    "cannot write into " + folder.path() + ": " + FailureReason.of(e)
                            + ". A training must be able to write into the folder of its run",
                    e);
        }
    }

    private static InvalidInputException taken(RunFolder folder, @Nullable Throwable cause) {
        String text =
                "another training is at work in " + folder.path() + ". Use the folder when that training has ended";
        return cause == null ? new InvalidInputException(text) : new InvalidInputException(text, cause);
    }

    @Override
    public void close() {
        close(channel);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new MienException("cannot release the run folder: " + FailureReason.of(e), e);
        }
    }
}
