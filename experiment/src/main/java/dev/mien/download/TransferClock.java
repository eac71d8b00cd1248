package dev.mien.download;

import java.time.Duration;

/**
 * The time of a transfer: how long no byte has come, and the pauses between its attempts. Tests turn a clock of their
 * own.
 */
interface TransferClock {
    /** The time of the machine. */
    TransferClock SYSTEM = new TransferClock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration pause) throws InterruptedException {
            Thread.sleep(pause.toMillis());
        }
    };

    /** Nanoseconds since some moment, as {@link System#nanoTime} counts them; any thread may ask. */
    long nanoTime();

    /** Returns when the time has passed. */
    void pause(Duration pause) throws InterruptedException;
}
