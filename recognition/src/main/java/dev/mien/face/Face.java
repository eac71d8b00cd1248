package dev.mien.face;

import dev.mien.InvalidInputException;
import java.util.Optional;

/**
 * A face that was found in a picture.
 *
 * @param box around it, from the middle of the forehead to the chin
 * @param keypoints places in it, as many as the detector knows
 * @param score the detector's confidence, 0 to 1
 */
public record Face(Box box, Keypoints keypoints, double score) {
    /** Checks the score. */
    public Face {
        if (!(score >= 0 && score <= 1)) {
            throw new InvalidInputException("the score of a face is " + score + ", expected 0 to 1");
        }
    }

    /** A face whose detector knows the box alone. It is cut out as it stands and is not levelled. */
    public Face(Box box, double score) {
        this(box, Keypoints.NONE, score);
    }

    /** The eyes, by which the face is levelled; empty if the detector does not know them. */
    public Optional<Eyes> eyes() {
        return keypoints.eyes();
    }
}
