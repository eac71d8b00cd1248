package dev.mien.recognition;

import dev.mien.InvalidInputException;

/**
 * A face of a video and whose it is.
 *
 * @param track the same number over all frames in which {@link FaceTracker} holds a face for the same; from 1, never given twice
 * @param recognition what is read in the face, its scores smoothed over time where that is wanted
 * @param predicted whether nobody looked for faces in this frame, so that the box and the keypoints stand where the track's motion
 *     leads, and the scores are those of the last frame in which somebody did
 */
public record TrackedFace(int track, Recognition recognition, boolean predicted) {
    /** Checks the number. */
    public TrackedFace {
        if (track < 1) {
            throw new InvalidInputException("a track has number " + track + ", expected 1 or more");
        }
    }
}
