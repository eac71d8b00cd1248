package dev.mien.engine;

import org.jspecify.annotations.Nullable;

/** A value that a module keeps from its forward pass for its backward pass. */
final class Saved {
    private Saved() {}

    static <T> T take(@Nullable T saved) {
        if (saved == null) {
            throw new IllegalStateException("backward pass without a forward pass in training");
        }
        return saved;
    }
}
