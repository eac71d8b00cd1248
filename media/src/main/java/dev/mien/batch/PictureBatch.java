package dev.mien.batch;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.image.RgbImage;
import dev.mien.io.WriteFailedException;
import dev.mien.recognition.Recognition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Reads pictures in parallel and gives their answers in order. At most twice as many pictures as threads are in work,
 * so memory does not grow with their number. A picture that cannot be read or drawn gives an answer with the reason,
 * and the batch continues. A file that cannot be written ends the batch.
 */
public final class PictureBatch {
    private final PictureRecognizer reader;
    private final List<PictureArtist> artists;
    private final int threads;

    /**
     * Prepares a batch.
     *
     * @param artists draw each picture before its answer is given
     * @param threads number of pictures read at a time, at least 1
     */
    public PictureBatch(PictureRecognizer reader, List<PictureArtist> artists, int threads) {
        this.reader = reader;
        this.artists = List.copyOf(artists);
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
                underWay.add(workers.submit(() -> answer(source)));
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

    private PictureAnswer answer(PictureSource source) {
        try {
            return read(source);
        } catch (WriteFailedException e) {
            throw e;
        } catch (InvalidInputException e) {
            return PictureAnswer.unreadable(source, String.valueOf(e.getMessage()));
        } catch (MienException e) {
            return PictureAnswer.failed(source, String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            return PictureAnswer.failed(
                    source,
                    source.file() + " needs more memory than Java has: make the picture smaller, read fewer at a time"
                            + " with fewer threads, or give Java more (-Xmx)");
        }
    }

    private PictureAnswer read(PictureSource source) {
        RgbImage picture = source.read();
        List<Recognition> faces = reader.recognize(picture);
        artists.forEach(artist -> artist.draw(source, picture, faces));
        return new PictureAnswer(source, picture.width(), picture.height(), faces);
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
            throw new MienException("a picture could not be read: " + e.getCause(), e);
        }
    }
}
