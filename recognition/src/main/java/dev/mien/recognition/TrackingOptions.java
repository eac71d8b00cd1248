package dev.mien.recognition;

import dev.mien.InvalidInputException;

/**
 * How {@link FaceTracker} follows faces.
 *
 * @param leastOverlap the least {@link dev.mien.face.Box#overlap} of a face with the predicted place of its track;
 *     above 0, at most 1
 * @param occlusionSeconds how long a face may be out of sight and keep its track; at least 0
 * @param smoothingSeconds the time constant tau of the exponential smoothing of a track's scores; dt seconds after the
 *     previous score, the smoothed score s becomes s + (1 - exp(-dt / tau)) (x - s), where x is the new score; 0 leaves
 *     scores unchanged
 */
public record TrackingOptions(double leastOverlap, double occlusionSeconds, double smoothingSeconds) {
    /** SORT's {@code iou_threshold}. */
    private static final double SORTS_OVERLAP = 0.3;

    /** Overlap of 0.3, a second of occlusion, half a second of smoothing. */
    public static final TrackingOptions USUAL = new TrackingOptions(SORTS_OVERLAP, 1, 0.5);

    /** Checks the ranges. */
    public TrackingOptions {
        if (!(leastOverlap > 0 && leastOverlap <= 1)) {
            throw new InvalidInputException("the least overlap of a face with its track is " + leastOverlap
                    + ", expected above 0 and at most 1");
        }
        requireSeconds("time that a track survives without its face", occlusionSeconds);
        requireSeconds("time constant of smoothing", smoothingSeconds);
    }

    private static void requireSeconds(String name, double seconds) {
        if (!(seconds >= 0 && Double.isFinite(seconds))) {
            throw new InvalidInputException("the " + name + " is " + seconds + " s, expected 0 or more");
        }
    }

    /** A copy with another {@link #smoothingSeconds}. */
    public TrackingOptions withSmoothing(double seconds) {
        return new TrackingOptions(leastOverlap, occlusionSeconds, seconds);
    }

    /** A copy with another {@link #occlusionSeconds}. */
    public TrackingOptions withOcclusion(double seconds) {
        return new TrackingOptions(leastOverlap, seconds, smoothingSeconds);
    }
}
