package dev.mien.io;

import java.nio.file.Path;

/**
 * A file that is being written beside its place, under a name that no other has. Unless it is {@link #place}d, nothing is left of it,
 * whether it is closed or a signal ends the program; on Windows, where nobody deletes an open file, only if it is closed before.
 */
public final class StagedFile implements AutoCloseable {
    private final Path file;
    private final Path beside;

    private StagedFile(Path file, Path beside) {
        this.file = file;
        this.beside = beside;
    }

    /**
     * Announces a file, which somebody writes to {@link #beside}.
     *
     * @throws WriteFailedException if the path leads to no file, or to a device
     */
    public static StagedFile begin(Path file) {
        StagedFile begun = new StagedFile(file, AtomicFile.beside(file));
        Pending.add(begun.beside);
        return begun;
    }

    /**
     * As {@link AtomicFile#requireWritable}, for a file that will be written this way.
     *
     * @throws WriteFailedException if it cannot be written, or is a device
     */
    public static void requireWritable(Path file) {
        AtomicFile.beside(file);
        AtomicFile.requireWritable(file);
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
        AtomicFile.place(beside, file);
    }

    /** Discards what was not placed. */
    @Override
    public void close() {
        AtomicFile.discard(beside);
        Pending.remove(beside);
    }
}
