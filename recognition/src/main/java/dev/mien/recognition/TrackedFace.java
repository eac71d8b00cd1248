package dev.mien.recognition;

import dev.mien.InvalidInputException;

/**
 * A face of a video with its track.
 *
 * @param track the number of the face's track in all frames, from 1; {@link FaceTracker} never gives a number twice
 * @param recognition the face and its emotions; scores are smoothed if {@link TrackingOptions} say so
 * @param predicted whether this frame was not searched; then motion predicts the box and the keypoints, and the scores
 *     are those of the last searched frame
 */
public record TrackedFace(int track, Recognition recognition, boolean predicted) {
    /** Checks the number. */
    public TrackedFace {
        if (track < 1) {
            throw new InvalidInputException("a track has number " + track + ", expected 1 or more");
        }
    }
}
