package dev.mien.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.javacpp.Pointer;

/** Native objects that live as long as their owner; whatever else a pass makes lives in that pass's PointerScope. */
final class Owned implements AutoCloseable {
    private final Deque<Pointer> pointers = new ArrayDeque<>();

    /** Takes a native object over from whatever scope is open. */
    <P extends Pointer> P keep(P pointer) {
        pointer.retainReference();
        pointers.push(pointer);
        return pointer;
    }

    /** Frees all, the last taken first. */
    @Override
    public void close() {
        while (!pointers.isEmpty()) {
            pointers.pop().releaseReference();
        }
    }
}
