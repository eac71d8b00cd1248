package dev.mien.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Distributes the items of a loop over a few threads, including the caller's. */
final class Workers implements AutoCloseable {
    private final int count;
    private final @Nullable ExecutorService helpers;

    /** The work for one item. Its result must not depend on the worker. */
    interface Task {

        /**
         * @param item 0 to below the number of items
         * @param worker 0 to below {@link Workers#count()}; only one thread at a time has a number
         */
        void run(int item, int worker);
    }

    Workers(int count) {
        this.count = count;
        helpers = count == 1 ? null : Executors.newFixedThreadPool(count - 1, Workers::daemon);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "mien-worker");
        thread.setDaemon(true);
        return thread;
    }

    int count() {
        return count;
    }

    /** Runs a task for all items and returns when all are done. If a task throws, this method throws the same. */
    void forEach(int items, Task task) {
        int helping = Math.min(count, items) - 1;
        if (helpers == null || helping < 1) {
            for (int item = 0; item < items; item++) {
                task.run(item, 0);
            }
            return;
        }
        Round round = new Round(items, task, helping);
        for (int worker = 1; worker <= helping; worker++) {
            int number = worker;
            helpers.execute(() -> round.help(number));
        }
        round.finish();
    }

    /** The items of one loop. */
    private static final class Round {
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private final int items;
        private final Task task;
        private final CountDownLatch helping;

        Round(int items, Task task, int helpers) {
            this.items = items;
            this.task = task;
            helping = new CountDownLatch(helpers);
        }

        void help(int worker) {
            try {
                work(worker);
            } finally {
                helping.countDown();
            }
        }

        private void work(int worker) {
            try {
                for (int item = next.getAndIncrement(); item < items; item = next.getAndIncrement()) {
                    task.run(item, worker);
                }
            } catch (RuntimeException | Error e) {
                next.set(items);
                failure.compareAndSet(null, e);
            }
        }

        void finish() {
            work(0);
            awaitHelpers();
            Throwable thrown = failure.get();
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown instanceof RuntimeException exception) {
                throw exception;
            }
        }

        /** Waits for the helpers, even if the thread is interrupted, because they write to the caller's memory. */
        private void awaitHelpers() {
            boolean interrupted = false;
            while (helping.getCount() > 0) {
                try {
                    helping.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        if (helpers != null) {
            helpers.shutdown();
        }
    }
}
