package dev.mien.download;

import java.time.Duration;
import java.util.OptionalLong;

/** Hears how far a transfer is. */
public interface TransferListener {
    /** Hears nothing. */
    TransferListener SILENT = new TransferListener() {};

    /**
     * Bytes begin to arrive.
     *
     * @param already bytes that an earlier attempt left
     * @param total bytes of the whole file, where the server says so
     */
    default void onStart(String name, long already, OptionalLong total) {}

    /** @param received bytes of the file that are there */
    default void onBytes(long received) {}

    /** An attempt failed and another follows. */
    default void onRetry(String name, String reason, Duration pause) {}

    /** A file is there, whole. */
    default void onFile(String name, long bytes) {}

    /** All files are there; they are read, checked and written. */
    default void onReading() {}
}
