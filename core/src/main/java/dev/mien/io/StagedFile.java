package dev.mien.io;

import java.nio.file.Path;

/**
 * A file that is being written under a unique name beside its place. Unless it is {@link #place}d, it is deleted when
 * it is closed or a signal ends the program. Windows cannot delete an open file, so there it must be closed first.
 */
public final class StagedFile implements AutoCloseable {
    private final Path file;
    private final Path beside;

    private StagedFile(Path file, Path beside) {
        this.file = file;
        this.beside = beside;
    }

    /**
     * Announces a file. The caller writes it to {@link #beside}.
     *
     * @throws WriteFailedException if the path does not lead to a file, or leads to a device
     */
    public static StagedFile begin(Path file) {
        StagedFile begun = new StagedFile(file, AtomicFile.beside(file));
        AtomicFile.discardLeft(file);
        Pending.add(begun.beside);
        return begun;
    }

    /**
     * As {@link AtomicFile#requireWritable}, for a file that will be written this way.
     *
     * @throws WriteFailedException if the file cannot be written, or is a device
     */
    public static void requireWritable(Path file) {
        AtomicFile.beside(file);
        AtomicFile.requireWritable(file);
    }

    /** The path to write to. */
    public Path beside() {
        return beside;
    }

    /**
     * Forces the content to the disk and moves the file into place.
     *
     * @throws WriteFailedException if that fails; an existing file stays
     */
    public void place() {
        AtomicFile.place(beside, file);
    }

    /** Deletes the file unless it was placed. */
    @Override
    public void close() {
        AtomicFile.discard(beside);
        Pending.remove(beside);
    }
}
