package dev.mien.download;

import java.time.Duration;
import java.util.OptionalLong;

/** Gets the progress of a transfer. */
public interface TransferListener {
    /** Ignores everything. */
    TransferListener SILENT = new TransferListener() {};

    /**
     * Bytes begin to arrive.
     *
     * @param already bytes of an earlier attempt
     * @param total bytes of the whole file, if the server tells
     */
    default void onStart(String name, long already, OptionalLong total) {}

    /** @param received bytes of the file so far */
    default void onBytes(long received) {}

    /** An attempt failed and another follows. */
    default void onRetry(String name, String reason, Duration pause) {}

    /** A file is complete. */
    default void onFile(String name, long bytes) {}

    /** All files have arrived. They are now read, checked and written. */
    default void onReading() {}
}
