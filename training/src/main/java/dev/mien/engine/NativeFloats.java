package dev.mien.engine;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** Planes of 32-bit numbers in native memory. This object owns the memory and enlarges it when more is needed. */
final class NativeFloats implements AutoCloseable {
    private final Owned owned = new Owned();
    private FloatPointer pointer = new FloatPointer();
    private int size;
    private int plane;

    /**
     * Makes room for some planes. The result says whether the contents were lost, because there was too little room or
     * because the planes had another length.
     */
    boolean reserve(int planes, int length) {
        if (plane == length && size == planes * length) {
            return false;
        }
        if (pointer.capacity() < (long) planes * length) {
            owned.close();
            pointer = owned.keep(new FloatPointer((long) planes * length));
        }
        size = Math.multiplyExact(planes, length);
        plane = length;
        return true;
    }

    FloatBuffer buffer() {
        return pointer.asBuffer().slice(0, size);
    }

    FloatPointer plane(int index) {
        return new FloatPointer(pointer).position((long) index * plane);
    }

    @Override
    public void close() {
        owned.close();
    }
}
