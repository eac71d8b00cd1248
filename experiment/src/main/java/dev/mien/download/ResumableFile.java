package dev.mien.download;

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

/** What has arrived of a file: its bytes, and beside them the ETag that they belong to. */
final class ResumableFile {
    private final Path whole;
    private final Path part;
    private final Path etag;
    private final UnaryOperator<OutputStream> disk;

    /** @param disk what stands between the bytes and the file; tests let it fill up */
    ResumableFile(Path whole, UnaryOperator<OutputStream> disk) {
        this.whole = whole;
        this.part = whole.resolveSibling(whole.getFileName() + ".part");
        this.etag = whole.resolveSibling(whole.getFileName() + ".part.etag");
        this.disk = disk;
    }

    Path path() {
        return part;
    }

    /** Bytes that are there. */
    long size() {
        try {
            return Files.exists(part) ? Files.size(part) : 0;
        } catch (IOException e) {
            throw failed(0, e);
        }
    }

    /** The ETag that the bytes belong to, where the server gave one that holds for parts of a file. */
    Optional<String> etag() {
        try {
            return Files.exists(etag) ? Optional.of(Files.readString(etag)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Forgets what has arrived. */
    void discard() {
        try {
            Files.deleteIfExists(part);
            Files.deleteIfExists(etag);
        } catch (IOException e) {
            throw failed(0, e);
        }
    }

    /** Begins anew, with bytes of this ETag; a weak one holds for the whole file only and is not kept. */
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

    /** A stream that adds bytes at the end. */
    OutputStream append() {
        try {
            return disk.apply(Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw failed(0, e);
        }
    }

    /** Gives the file its name. */
    void complete() {
        try {
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(etag);
        } catch (IOException e) {
            throw failed(0, e);
        }
    }

    /** Refuses a file that its disk has no room for. */
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

    /** @param missing bytes that are still to come; 0 where that is not known */
    WriteFailedException failed(long missing, IOException e) {
        String space = missing > 0
                ? String.format(
                        Locale.ROOT, " (it needs %,d more bytes, and its disk has %,d bytes left)", missing, free())
                : "";
        return new WriteFailedException(
                "cannot write " + part + ": " + FailureReason.of(e) + space
                        + ". Free some space or choose another place with --out; what has arrived is kept, and the same command goes on"
                        + " from there",
                e);
    }
}
