package dev.mien.face;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Threads that help those who call. A caller does its tasks itself, in order, but for those that a helper has begun; so many callers at
 * once hinder each other no more than without helpers.
 */
final class HelperThreads implements AutoCloseable {
    private final ExecutorService threads;
    private final int count;

    /** @param count how many help; with 0, each caller is alone */
    HelperThreads(int count) {
        this.count = count;
        threads = Executors.newFixedThreadPool(Math.max(1, count), task -> {
            Thread thread = new Thread(task, "face-detector");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The answers in the order of the tasks. What a task throws, is thrown when all are done. */
    <T, R> List<R> map(List<T> tasks, Function<T, R> work) {
        List<CompletableFuture<R>> answers =
                tasks.stream().map(task -> new CompletableFuture<R>()).toList();
        AtomicInteger next = new AtomicInteger();
        Runnable share = () -> {
            for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
                T task = tasks.get(i);
                answers.get(i).completeAsync(() -> work.apply(task), Runnable::run);
            }
        };
        Stream.generate(() -> share).limit(Math.min(count, tasks.size() - 1)).forEach(threads::execute);
        share.run();
        try {
            CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
