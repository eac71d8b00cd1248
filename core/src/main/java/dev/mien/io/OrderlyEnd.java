package dev.mien.io;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Work that a signal must not cut off: it is asked to stop, and may finish what it is writing. Only when all such work is done are
 * unfinished files discarded, and the program ends. Java runs shutdown hooks at the same time and in no order, so this is the one for
 * all of it. Closed when the work is done.
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
     * @param stop asks it to stop and returns at once; another thread calls it, if a signal comes
     * @param patience how long the end of the program waits for it then
     */
    public static OrderlyEnd begin(Runnable stop, Duration patience) {
        OrderlyEnd work = new OrderlyEnd(stop, patience);
        OPEN.add(work);
        Pending.watch();
        return work;
    }

    /** The work is done. */
    @Override
    public void close() {
        OPEN.remove(this);
        done.countDown();
    }

    /** Asks all work to stop and waits for it. */
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
