package dev.mien.io;

import java.nio.file.Path;

/**
 * A file that is being written beside its place, under a name that no other has. Unless it is {@link #place}d, nothing is left of it,
 * whether it is closed or a signal ends the program; on Windows, where nobody deletes an open file, only if it is closed before.
 */
public final class UnfinishedFile implements AutoCloseable {
    private final Path file;
    private final Path beside;

    private UnfinishedFile(Path file, Path beside) {
        this.file = file;
        this.beside = beside;
    }

    /**
     * Announces a file, which somebody writes to {@link #beside}.
     *
     * @throws WriteFailedException if the path leads to no file, or to a device
     */
    public static UnfinishedFile begin(Path file) {
        UnfinishedFile begun = new UnfinishedFile(file, WholeFile.beside(file));
        Pending.add(begun.beside);
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
        WholeFile.discard(beside);
        Pending.remove(beside);
    }
}
