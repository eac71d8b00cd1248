package dev.mien.video;

import java.util.Optional;

/** Frames from a file or a camera, one after the other. Not thread-safe. */
public interface FrameSource extends AutoCloseable {
    /** Its name in messages and answers. */
    String name();

    /** Its description of itself. */
    VideoInfo info();

    /**
     * The next frame; empty after the last one. With a camera the caller waits for the frame, and few unread frames are
     * kept.
     *
     * @throws dev.mien.MienException if it is closed
     */
    Optional<VideoFrame> next();

    /** The problems of the frames read so far, in a sentence. It is complete after {@link #next} returned empty. */
    Optional<String> problem();

    /** Frees its resources. A second call does nothing. */
    @Override
    void close();
}
