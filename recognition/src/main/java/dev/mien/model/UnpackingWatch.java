package dev.mien.model;

import java.io.IOException;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Keeps the failure that ONNX Runtime meets when it unpacks its library. It only logs that failure, with a stack trace,
 * and then says that the library is in no folder.
 */
final class UnpackingWatch extends Handler implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger("ai.onnxruntime.OnnxRuntime");

    private final boolean passesOn = LOGGER.getUseParentHandlers();
    private Optional<IOException> failure = Optional.empty();

    UnpackingWatch() {
        LOGGER.addHandler(this);
        LOGGER.setUseParentHandlers(false);
    }

    /** Why the library could not be unpacked; empty if nothing failed. */
    Optional<IOException> failure() {
        return failure;
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getThrown() instanceof IOException e) {
            failure = Optional.of(e);
        }
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        LOGGER.removeHandler(this);
        LOGGER.setUseParentHandlers(passesOn);
    }
}
