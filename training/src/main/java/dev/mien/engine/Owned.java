package dev.mien.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.javacpp.Pointer;

/**
 * Native objects that live as long as their owner. All other objects of a pass live in the PointerScope of that pass.
 */
final class Owned implements AutoCloseable {
    private final Deque<Pointer> pointers = new ArrayDeque<>();

    /** Takes over a native object from the open scope. */
    <P extends Pointer> P keep(P pointer) {
        pointer.retainReference();
        pointers.push(pointer);
        return pointer;
    }

    /** Frees all objects, the newest first. */
    @Override
    public void close() {
        while (!pointers.isEmpty()) {
            pointers.pop().releaseReference();
        }
    }
}
