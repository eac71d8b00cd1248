package dev.mien.training;

import dev.mien.MienException;

/** A network's outputs are no longer finite numbers, because of its weights. */
final class NotFiniteException extends MienException {
    NotFiniteException() {
        super("the network's outputs are no longer finite numbers");
    }
}
