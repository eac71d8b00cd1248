package dev.mien.io;

import java.nio.file.Path;

/**
 * A file that is being written beside its place, under a name that no other has. Unless it is {@link #place}d, nothing is left of it,
 * whether it is closed or a signal ends the program; on Windows, where nobody deletes an open file, only if it is closed before.
 */
public final class UnfinishedFile implements AutoCloseable {
    private final Path file;
    private final Path beside;
    private final Thread discard;

    private UnfinishedFile(Path file, Path beside) {
        this.file = file;
        this.beside = beside;
        discard = new Thread(() -> WholeFile.discard(beside), "mien-discard");
    }

    /**
     * Announces a file, which somebody writes to {@link #beside}.
     *
     * @throws WriteFailedException if the path leads to no file, or to a device
     */
    public static UnfinishedFile begin(Path file) {
        UnfinishedFile begun = new UnfinishedFile(file, WholeFile.beside(file));
        Runtime.getRuntime().addShutdownHook(begun.discard);
        return begun;
    }

    /**
     * As {@link WholeFile#requireWritable}, for a file that will be written this way.
     *
     * @throws WriteFailedException if it cannot be written, or is a device
     */
    public static void requireWritable(Path file) {
        WholeFile.beside(file);
        WholeFile.requireWritable(file);
    }

    /** Where it is written. */
    public Path beside() {
        return beside;
    }

    /**
     * Forces what was written to the disk and moves it into place.
     *
     * @throws WriteFailedException if that fails; what stood there stays
     */
    public void place() {
        WholeFile.place(beside, file);
    }

    /** Discards what was not placed. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(discard);
        } catch (IllegalStateException e) {
            // the program is ending, and the hook does the same
        }
        WholeFile.discard(beside);
    }
}
