package dev.mien.video;

import java.util.Optional;

/** Frames that come one after the other, from a file or from a camera. Not for several threads. */
public interface FrameSource extends AutoCloseable {
    /** What messages and answers call it. */
    String name();

    /** What it says of itself. */
    VideoInfo info();

    /**
     * The next frame; empty after the last one. A camera lets its caller wait for it, and keeps few of those that nobody asks for.
     *
     * @throws dev.mien.MienException if it is closed
     */
    Optional<VideoFrame> next();

    /** What was wrong with what has been read so far, in a sentence; complete once {@link #next} has answered with nothing. */
    Optional<String> problem();

    /** Frees what it holds; does nothing the second time. */
    @Override
    void close();
}
