package dev.mien.face;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/**
 * Memory outside Java's heap, which a network reads without a copy. The memory of a call serves the next one, because
 * new memory is cleared first. At most {@value #KEPT} pieces are kept, each of at most {@value #MOST_KEPT} values.
 * Thread-safe.
 */
public final class Buffers {
    private static final int KEPT = 8;

    /** As many as a picture of 640 x 480 pixels has: 3.7 MB. */
    private static final int MOST_KEPT = 3 * 640 * 480;

    private final Deque<FloatBuffer> kept = new ArrayDeque<>();

    /** No memory yet. */
    public Buffers() {}

    /**
     * Lends memory to a piece of work.
     *
     * @param count number of values
     * @param work gets a buffer of exactly so many values. They may have any value. It must not keep the buffer
     */
    public <T> T with(int count, Function<FloatBuffer, T> work) {
        FloatBuffer buffer = take(count);
        try {
            return work.apply(buffer.slice(0, count));
        } finally {
            giveBack(buffer);
        }
    }

    /** The piece that was given back last, if it has room. A smaller one is forgotten. */
    private FloatBuffer take(int count) {
        FloatBuffer last;
        synchronized (kept) {
            last = kept.poll();
        }
        return last != null && last.capacity() >= count ? last : floats(count);
    }

    private void giveBack(FloatBuffer buffer) {
        synchronized (kept) {
            if (kept.size() < KEPT && buffer.capacity() <= MOST_KEPT) {
                kept.push(buffer);
            }
        }
    }

    static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(count, Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
