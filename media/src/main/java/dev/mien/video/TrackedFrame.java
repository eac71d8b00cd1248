package dev.mien.video;

import dev.mien.image.RgbImage;
import dev.mien.recognition.TrackedFace;
import java.util.List;

/**
 * A frame of a video and the faces in it.
 *
 * @param number of the frame, from 0
 * @param time in seconds, as {@link VideoFrame#time}
 * @param picture of the frame
 * @param faces with their tracks; marked as predicted in frames that were not searched
 */
public record TrackedFrame(long number, double time, RgbImage picture, List<TrackedFace> faces) {
    /** Copies the list. */
    public TrackedFrame {
        faces = List.copyOf(faces);
    }
}
