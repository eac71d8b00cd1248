package dev.mien.answer;

import dev.mien.video.TrackedFrame;
import dev.mien.video.VideoSummary;

/** Writes what is read in a video's frames, in one form. */
public interface FrameWriter {
    /** Writes a frame. */
    void write(TrackedFrame frame);

    /** Writes what ends the form. */
    void end(VideoSummary summary);
}
