package dev.mien.face;

import dev.mien.InvalidInputException;

/**
 * What a detector looks for.
 *
 * @param threshold the least score of a face, above 0 and below 1
 * @param smallestFace the width of the smallest face to look for in pixels of the picture, at least 4, give or take a fifth; the smaller, the more has to be looked at
 * @param threads that compute one answer together, at least 1
 */
public record DetectionOptions(double threshold, double smallestFace, int threads) {
    /** The usual threshold: in a closer look, all faces of the photos that it was measured with had more, and what was no face had at most 0.4. */
    public static final double THRESHOLD = 0.5;

    /** The usual smallest face: half of what a network for FER2013 reads. */
    public static final double SMALLEST_FACE = 24;

    private static final double LEAST_FACE = 4;

    /** Checks the ranges. */
    public DetectionOptions {
        if (!(threshold > 0 && threshold < 1)) {
            throw new InvalidInputException(
                    "the threshold of the detector is " + threshold + ", expected a number above 0 and below 1");
        }
        if (!(smallestFace >= LEAST_FACE && Double.isFinite(smallestFace))) {
            throw new InvalidInputException(
                    "the smallest face is " + smallestFace + " pixels wide, expected at least " + LEAST_FACE);
        }
        if (threads < 1) {
            throw new InvalidInputException("the detector has " + threads + " threads, expected at least 1");
        }
    }

    /** The usual ones, on all processors. */
    public static DetectionOptions defaults() {
        return new DetectionOptions(
                THRESHOLD, SMALLEST_FACE, Runtime.getRuntime().availableProcessors());
    }

    /** These with another threshold. */
    public DetectionOptions withThreshold(double newThreshold) {
        return new DetectionOptions(newThreshold, smallestFace, threads);
    }

    /** These with another smallest face. */
    public DetectionOptions withSmallestFace(double pixels) {
        return new DetectionOptions(threshold, pixels, threads);
    }

    /** These with other threads. */
    public DetectionOptions withThreads(int count) {
        return new DetectionOptions(threshold, smallestFace, count);
    }
}
