package dev.mien.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that is written bit by bit under another name and moves into place when it is {@link #finish}ed. If it is
 * closed before that, or a signal ends the program, it is deleted. It is for content that is too large or too slow for
 * {@link AtomicFile}, and has the same rules for links and devices.
 */
public final class AtomicOutput implements AutoCloseable {
    private final Path file;
    private final Optional<StagedFile> unfinished;
    private final OutputStream sink;
    private final OutputStream out;

    private AtomicOutput(Destination destination) throws IOException {
        file = destination.path();
        unfinished = destination.special() ? Optional.empty() : Optional.of(StagedFile.begin(file));
        sink = open(destination);
        out = new BufferedOutputStream(sink);
    }

    private OutputStream open(Destination destination) throws IOException {
        if (unfinished.isEmpty()) {
            return destination.open();
        }
        StagedFile begun = unfinished.get();
        try {
            return Channels.newOutputStream(Pending.create(begun.beside()));
        } catch (IOException e) {
            begun.close();
            throw e;
        }
    }

    /**
     * Begins a file and creates a missing folder.
     *
     * @throws WriteFailedException if it cannot be written
     */
    public static AtomicOutput begin(Path file) {
        try {
            Destination destination = Destination.of(file);
            AtomicFile.makeFolderOf(destination.path());
            return new AtomicOutput(destination);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static WriteFailedException failed(Path file, IOException e) {
        return new WriteFailedException(
                "cannot write " + file + ": " + FailureReason.of(e)
                        + ". Free some space or choose a folder that can be written to",
                e);
    }

    /** The stream to write to. The writer need not close it. */
    public OutputStream out() {
        return out;
    }

    /**
     * Forces the content to the disk and moves the file into place.
     *
     * @throws WriteFailedException if that fails; an existing file stays
     */
    public void finish() {
        try {
            out.flush();
            sink.close();
        } catch (IOException e) {
            Pending.requireGoing();
            throw failed(file, e);
        }
        unfinished.ifPresent(StagedFile::place);
    }

    /** Deletes the file unless it was finished. */
    @Override
    public void close() {
        try {
            sink.close();
        } catch (IOException e) {
            // the file is deleted in any case
        }
        unfinished.ifPresent(StagedFile::close);
    }
}
