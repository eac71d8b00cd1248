package dev.mien.batch;

import dev.mien.MienException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads pictures in parallel and gives their answers in order. At most twice as many pictures as threads are in work,
 * so memory does not grow with their number. Large pictures wait for each other, and one that lacks memory is tried
 * again alone. A picture that cannot be read or drawn gives an answer with the reason, and the batch continues. A disk
 * that takes no more files ends the batch.
 */
public final class PictureBatch {
    private final PictureReading reading;
    private final int threads;

    /**
     * Prepares a batch whose answers give the failures' messages.
     *
     * @param artists draw each picture before its answer is given
     * @param threads number of pictures read at a time, at least 1
     */
    public PictureBatch(PictureRecognizer reader, List<PictureArtist> artists, int threads) {
        this(reader, artists, threads, failure -> String.valueOf(failure.getMessage()));
    }

    /**
     * Prepares a batch for a program that words the failures' {@link MienException#remedy} in its own terms.
     *
     * @param words the text of a failure in an answer
     */
    public PictureBatch(
            PictureRecognizer reader, List<PictureArtist> artists, int threads, Function<MienException, String> words) {
        reading = new PictureReading(reader, artists, words, new PixelBudget());
        this.threads = threads;
    }

    /** Reads all pictures. {@code listener} gets each answer, in order and in the caller's thread. */
    public void run(List<PictureSource> sources, Consumer<PictureAnswer> listener) {
        ExecutorService workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "mien-picture");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Deque<Future<PictureAnswer>> underWay = new ArrayDeque<>();
            for (PictureSource source : sources) {
                underWay.add(workers.submit(() -> reading.answer(source)));
                if (underWay.size() >= 2 * threads) {
                    listener.accept(result(underWay.remove()));
                }
            }
            while (!underWay.isEmpty()) {
                listener.accept(result(underWay.remove()));
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private static PictureAnswer result(Future<PictureAnswer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MienException("the reading of pictures was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new MienException("a picture could not be read: " + e.getCause(), e);
        }
    }
}
