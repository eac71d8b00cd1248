package dev.mien.batch;

import dev.mien.MienException;
import java.util.function.LongConsumer;

/**
 * The pixels of all pictures that are in work at the same time. A picture waits until there is room for it. A picture
 * larger than the whole budget is worked on alone.
 */
public final class PixelBudget {
    /** The decoded pixels, a copy in another form, and a marked copy, in bytes. */
    private static final int BYTES_OF_A_PIXEL = 8;

    /** The share of Java's memory that pictures may take, in percent. */
    private static final int SHARE = 80;

    private final long total;
    private long used;

    /** @param total pixels, at least 1 */
    PixelBudget(long total) {
        this.total = total;
    }

    /** As many pixels as Java has memory for. */
    public PixelBudget() {
        this(Runtime.getRuntime().maxMemory() / 100 * SHARE / BYTES_OF_A_PIXEL);
    }

    /** One picture's pixels. */
    final class Share implements LongConsumer, AutoCloseable {
        private long held;

        private Share() {}

        /** Waits until there is room for so many pixels. */
        @Override
        public void accept(long pixels) {
            if (pixels > held) {
                held = exchange(held, pixels);
            }
        }

        /** Waits until no other picture is in work, and keeps others from beginning. */
        void takeAll() {
            accept(total);
        }

        @Override
        public void close() {
            held = exchange(held, 0);
        }
    }

    /** A share for a picture. */
    Share share() {
        return new Share();
    }

    /**
     * Gives pixels back before it waits for others, so that pictures cannot wait for each other. Returns the others.
     */
    private synchronized long exchange(long held, long wanted) {
        used -= held;
        notifyAll();
        try {
            while (wanted > 0 && used > 0 && used + wanted > total) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MienException("the reading of pictures was interrupted", e);
        }
        used += wanted;
        return wanted;
    }
}
