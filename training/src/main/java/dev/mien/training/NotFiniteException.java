package dev.mien.training;

import dev.mien.MienException;

/** A network gives outputs that are no finite numbers, which its weights have come to. */
final class NotFiniteException extends MienException {
    NotFiniteException() {
        super("the network's outputs are no longer finite numbers");
    }
}
