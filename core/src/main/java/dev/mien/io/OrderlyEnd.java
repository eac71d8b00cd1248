package dev.mien.io;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Work that a signal must not cut off. The work is asked to stop and may finish what it is writing. When all such work
 * is done, unfinished files are deleted and the program ends. Java runs shutdown hooks in parallel and in no order, so
 * all of this is one hook. Close it when the work is done.
 */
public final class OrderlyEnd implements AutoCloseable {
    private static final Set<OrderlyEnd> OPEN = ConcurrentHashMap.newKeySet();

    private final Runnable stop;
    private final Duration patience;
    private final CountDownLatch done = new CountDownLatch(1);

    private OrderlyEnd(Runnable stop, Duration patience) {
        this.stop = stop;
        this.patience = patience;
    }

    /**
     * Begins such work.
     *
     * @param stop asks the work to stop and returns at once; another thread calls it when a signal comes
     * @param patience how long the end of the program then waits for the work
     */
    public static OrderlyEnd begin(Runnable stop, Duration patience) {
        OrderlyEnd work = new OrderlyEnd(stop, patience);
        OPEN.add(work);
        Pending.watch();
        return work;
    }

    /** Tells that the work is done. */
    @Override
    public void close() {
        OPEN.remove(this);
        done.countDown();
    }

    /** Asks all work to stop, and waits for it. */
    static void await() {
        Set<OrderlyEnd> works = Set.copyOf(OPEN);
        works.forEach(work -> work.stop.run());
        works.forEach(OrderlyEnd::awaitDone);
    }

    private void awaitDone() {
        try {
            done.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
