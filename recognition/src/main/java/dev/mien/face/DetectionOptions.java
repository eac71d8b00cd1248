package dev.mien.face;

import dev.mien.InvalidInputException;
import dev.mien.image.RgbImage;
import java.util.OptionalDouble;

/**
 * What a detector looks for.
 *
 * @param threshold the least score of a face, above 0 and below 1
 * @param smallestFace the width of the smallest face to look for, in pixels of the picture, at least 4; some faces that
 *     are a fifth smaller are found too. A smaller value takes longer. If it is empty, it follows from the picture (see
 *     {@link #smallestFaceIn}), and narrower faces count too if they are seen
 * @param threads that compute one answer together, at least 1
 */
public record DetectionOptions(double threshold, OptionalDouble smallestFace, int threads) {
    /**
     * The usual threshold: in a closer look all faces of the photos that it was measured with had more, and false faces
     * had at most 0.4.
     */
    public static final double THRESHOLD = 0.5;

    /** The usual smallest face of a small picture, in pixels: half of what a network for FER2013 reads. */
    public static final double SMALLEST_FACE = 24;

    /** The usual smallest face of a large picture: as many such faces fill its longer side. */
    public static final double FACES_ACROSS = 64;

    private static final double LEAST_FACE = 4;

    /** Checks the ranges. */
    public DetectionOptions {
        if (!(threshold > 0 && threshold < 1)) {
            throw new InvalidInputException(
                    "the threshold of the detector is " + threshold + ", expected a number above 0 and below 1");
        }
        smallestFace.ifPresent(DetectionOptions::requireWidth);
        if (threads < 1) {
            throw new InvalidInputException("the detector has " + threads + " threads, expected at least 1");
        }
    }

    private static void requireWidth(double pixels) {
        if (!(pixels >= LEAST_FACE && Double.isFinite(pixels))) {
            throw new InvalidInputException(
                    "the smallest face is " + pixels + " pixels wide, expected at least " + LEAST_FACE);
        }
    }

    /** The usual ones, on all processors. */
    public static DetectionOptions defaults() {
        return new DetectionOptions(
                THRESHOLD, OptionalDouble.empty(), Runtime.getRuntime().availableProcessors());
    }

    /** These with another threshold. */
    public DetectionOptions withThreshold(double newThreshold) {
        return new DetectionOptions(newThreshold, smallestFace, threads);
    }

    /** These with another smallest face. */
    public DetectionOptions withSmallestFace(double pixels) {
        return new DetectionOptions(threshold, OptionalDouble.of(pixels), threads);
    }

    /** These with other threads. */
    public DetectionOptions withThreads(int count) {
        return new DetectionOptions(threshold, smallestFace, count);
    }

    /**
     * The width of the smallest face to look for in a picture, in its pixels. By default it is {@value #SMALLEST_FACE},
     * and a {@value #FACES_ACROSS}th of the longer side where that is more. So the detector's work stays the same above
     * 1536 pixels. In 14 photos with 50 faces, enlarged or shrunk to 1280 and 4000 pixels, all 50 are found with it.
     */
    public double smallestFaceIn(RgbImage picture) {
        return smallestFace.orElseGet(
                () -> Math.max(SMALLEST_FACE, Math.max(picture.width(), picture.height()) / FACES_ACROSS));
    }
}
