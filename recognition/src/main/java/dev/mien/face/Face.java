package dev.mien.face;

import dev.mien.InvalidInputException;

/**
 * A face that was found in a picture.
 *
 * @param box around it, from above the brows to the chin
 * @param keypoints places in it
 * @param score how sure the detector is, 0 to 1
 */
public record Face(Box box, Keypoints keypoints, double score) {
    /** Checks the score. */
    public Face {
        if (!(score >= 0 && score <= 1)) {
            throw new InvalidInputException("the score of a face is " + score + ", expected 0 to 1");
        }
    }
}
