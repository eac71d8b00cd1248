package dev.mien.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that is written bit by bit beside its place and stands there once it is {@link #finish}ed; closed before that, or with the
 * program ended by a signal, nothing is left of it. For what is too large, or comes too slowly, for {@link AtomicFile}, whose rules for
 * links and devices it shares.
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
            return Channels.newOutputStream(AtomicFile.create(begun.beside()));
        } catch (IOException e) {
            begun.close();
            throw e;
        }
    }

    /**
     * Begins a file; its folder is made where it is absent.
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

    /** Where to write. Whoever writes need not close it. */
    public OutputStream out() {
        return out;
    }

    /**
     * Forces what was written to the disk and moves it into place.
     *
     * @throws WriteFailedException if that fails; what stood there stays
     */
    public void finish() {
        try {
            out.flush();
            sink.close();
        } catch (IOException e) {
            throw failed(file, e);
        }
        unfinished.ifPresent(StagedFile::place);
    }

    /** Discards the file unless it was finished. */
    @Override
    public void close() {
        try {
            sink.close();
        } catch (IOException e) {
            // it is discarded in any case
        }
        unfinished.ifPresent(StagedFile::close);
    }
}
