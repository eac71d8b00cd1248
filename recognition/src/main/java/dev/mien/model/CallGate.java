package dev.mien.model;

import dev.mien.io.NativeCalls;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Guards native memory that many threads use and one thread frees. Closing waits for the calls in flight. A later call
 * is rejected, so it cannot read freed memory. Both mistakes are the program's and not its user's, so they are
 * {@link IllegalStateException}s. The end of the program is such a closing too: see {@link NativeCalls}.
 */
public final class CallGate {
    private final String owner;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /**
     * An open gate.
     *
     * @param owner its name in messages, such as "the face detector"
     */
    public CallGate(String owner) {
        this.owner = owner;
    }

    /**
     * Makes a call. Any number of calls may run at the same time.
     *
     * @throws IllegalStateException if the gate is closed
     * @throws dev.mien.io.ProgramEndingException if the program is ending
     */
    public <T> T during(Supplier<T> call) {
        return NativeCalls.during(() -> whileOpen(call));
    }

    private <T> T whileOpen(Supplier<T> call) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException(
                        owner + " was called after it was closed: close it after its last call");
            }
            return call.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Waits until no call is in flight, then frees. A second call does nothing.
     *
     * @throws IllegalStateException if a call in flight calls it, because that call would wait for itself
     */
    public void close(Runnable free) {
        if (lock.getReadHoldCount() > 0) {
            throw new IllegalStateException(owner + " was closed by one of its own calls: close it when they are done");
        }
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                free.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
