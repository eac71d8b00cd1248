package dev.mien.video;

import dev.mien.MienException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Reads a video a few frames ahead on its own thread, so that callers do not wait for the next frame. */
final class DecodeAhead implements AutoCloseable {
    private static final int AHEAD = 4;

    private final VideoReader reader;
    private final Queue<Future<Optional<VideoFrame>>> frames = new ArrayDeque<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread decoding = new Thread(work, "mien-decoding");
        decoding.setDaemon(true);
        return decoding;
    });

    /** @param reader no one else may use it before {@link #close} */
    DecodeAhead(VideoReader reader) {
        this.reader = reader;
        for (int i = 0; i < AHEAD; i++) {
            frames.add(thread.submit(reader::next));
        }
    }

    /** Like {@link VideoReader#next}. */
    Optional<VideoFrame> next() {
        try {
            Optional<VideoFrame> frame = frames.remove().get();
            frames.add(thread.submit(reader::next));
            return frame;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MienException("the thread was interrupted while it waited for a frame", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new MienException("a frame could not be decoded: " + e.getCause(), e);
        }
    }

    /** Waits for the frame in progress and returns the reader to the caller. */
    @Override
    public void close() {
        frames.forEach(frame -> frame.cancel(false));
        thread.shutdown();
        boolean interrupted = false;
        while (!thread.isTerminated()) {
            try {
                thread.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
