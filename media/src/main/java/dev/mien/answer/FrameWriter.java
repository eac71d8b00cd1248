package dev.mien.answer;

import dev.mien.video.TrackedFrame;
import dev.mien.video.VideoSummary;

/** Writes the faces of a video's frames in one form. */
public interface FrameWriter {
    /** Writes a frame. */
    void write(TrackedFrame frame);

    /** Writes the end of the form. */
    void end(VideoSummary summary);
}
