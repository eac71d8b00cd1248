package dev.mien.download;

import dev.mien.Remedy;
import dev.mien.io.FailureReason;
import dev.mien.io.WriteFailedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The bytes of a file that have arrived, and the ETag that they belong to. */
final class ResumableFile {
    private final Path whole;
    private final Path part;
    private final Path etag;
    private final UnaryOperator<OutputStream> disk;

    /** @param disk wraps the file's stream; tests let it run out of space */
    ResumableFile(Path whole, UnaryOperator<OutputStream> disk) {
        this.whole = whole;
        this.part = whole.resolveSibling(whole.getFileName() + ".part");
        this.etag = whole.resolveSibling(whole.getFileName() + ".part.etag");
        this.disk = disk;
    }

    Path path() {
        return part;
    }

    /** The number of bytes that have arrived. */
    long size() {
        try {
            return Files.exists(part) ? Files.size(part) : 0;
        } catch (IOException e) {
            throw failed(0, e);
        }
    }

    /** The ETag of the bytes, if the server gave one that is valid for parts of a file. */
    Optional<String> etag() {
        try {
            return Files.exists(etag) ? Optional.of(Files.readString(etag)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Deletes the bytes. */
    void discard() {
        try {
            Files.deleteIfExists(part);
            Files.deleteIfExists(etag);
        } catch (IOException e) {
            throw failed(0, e);
        }
    }

    /** Begins again with this ETag. A weak ETag is not kept, because it is valid for the whole file only. */
    void begin(Optional<String> newEtag) {
        discard();
        try {
            Files.createFile(part);
            if (newEtag.isPresent() && newEtag.get().startsWith("\"")) {
                Files.writeString(etag, newEtag.get());
            }
        } catch (IOException e) {
            throw failed(0, e);
        }
    }

    /** A stream that appends bytes. */
    OutputStream append() {
        try {
            return disk.apply(Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw failed(0, e);
        }
    }

    /** Renames the complete file. */
    void complete() {
        try {
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(etag);
        } catch (IOException e) {
            throw failed(0, e);
        }
    }

    /** Rejects a file that does not fit on the disk. */
    void requireRoom(long missing) {
        long free = free();
        if (free >= 0 && free < missing) {
            throw failed(missing, new IOException("no space left on its disk"));
        }
    }

    private long free() {
        try {
            return Files.getFileStore(part.toAbsolutePath().getParent()).getUsableSpace();
        } catch (IOException e) {
            return -1;
        }
    }

    /** @param missing bytes that have not arrived; 0 if unknown */
    WriteFailedException failed(long missing, IOException e) {
        String space = missing > 0
                ? String.format(
                        Locale.ROOT, " (it needs %,d more bytes, and its disk has %,d bytes left)", missing, free())
                : "";
        return new WriteFailedException(
                "cannot write " + part + ": " + FailureReason.of(e) + space
                        + ". The bytes that arrived are kept, and another attempt continues from there. Free some"
                        + " space",
                Remedy.change(Remedy.Setting.OUTPUT),
                e);
    }
}
