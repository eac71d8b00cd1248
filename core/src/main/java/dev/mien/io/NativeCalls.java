package dev.mien.io;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Calls of native libraries. At the end of a program, native code frees what it shares. A thread that still computes
 * then reads freed memory, and the program crashes. So the end waits for the calls in flight, and refuses new ones.
 * Work that needs new calls during the end must be an {@link OrderlyEnd}: the calls are refused after all such work.
 */
public final class NativeCalls {
    /** Enough for a large picture on a slow machine. A call that never returns must not keep the program. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** After this time long calls are asked to stop. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final ReentrantReadWriteLock LOCK = new ReentrantReadWriteLock();
    private static final Set<Runnable> STOPPABLE = ConcurrentHashMap.newKeySet();
    private static volatile boolean ending;

    private NativeCalls() {}

    /**
     * Makes a call. A call within it, in the same thread, belongs to it. Any number of threads may call at the same
     * time.
     *
     * @throws ProgramEndingException if the program is ending
     */
    public static <T> T during(Supplier<T> call) {
        Pending.watch();
        if (ending && LOCK.getReadHoldCount() == 0) {
            throw new ProgramEndingException();
        }
        return counted(call);
    }

    /** As {@link #during}, for a call without a result. */
    public static void run(Runnable call) {
        during(() -> {
            call.run();
            return true;
        });
    }

    /**
     * Makes a call that is part of a call in flight, maybe of another thread.
     *
     * @param stop makes the call return soon, with a result or an exception; at the program's end another thread runs
     *     it if the call takes long
     * @throws ProgramEndingException if the program is ending and no call is in flight
     */
    public static <T> T within(Supplier<T> call, Runnable stop) {
        Pending.watch();
        STOPPABLE.add(stop);
        try {
            return counted(call);
        } finally {
            STOPPABLE.remove(stop);
        }
    }

    private static <T> T counted(Supplier<T> call) {
        if (!LOCK.readLock().tryLock()) {
            throw new ProgramEndingException();
        }
        try {
            return call.get();
        } finally {
            LOCK.readLock().unlock();
        }
    }

    /** Refuses new calls and waits for those in flight. */
    static void end() {
        ending = true;
        if (!await(GRACE)) {
            STOPPABLE.forEach(Runnable::run);
            await(PATIENCE);
        }
    }

    /** Whether no call is in flight. The lock is then kept for ever. */
    private static boolean await(Duration patience) {
        try {
            return LOCK.writeLock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
