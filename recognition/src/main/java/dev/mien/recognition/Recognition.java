package dev.mien.recognition;

import dev.mien.Emotion;
import dev.mien.EmotionScores;
import dev.mien.InvalidInputException;
import dev.mien.dataset.FerPlusScores;
import dev.mien.face.Box;
import dev.mien.face.Face;
import dev.mien.face.Keypoints;
import java.util.Optional;

/**
 * One face of a picture and what is read in it.
 *
 * @param box around the face, in pixels of the upright picture
 * @param keypoints places in the face, as many as the detector knows; empty where nobody looked for faces and the picture was taken for one
 * @param detectionScore how sure the detector is that it is a face, 0 to 1; 1 where the picture was taken for one
 * @param scores of the seven emotions, calibrated where the model has a temperature
 * @param ferPlus scores of FER+'s eight emotions; empty where the model has no such head
 * @param unsureBelow the confidence below which {@link #isUnsure} says so, 0 to 1
 */
public record Recognition(
        Box box,
        Optional<Keypoints> keypoints,
        double detectionScore,
        EmotionScores scores,
        Optional<FerPlusScores> ferPlus,
        double unsureBelow) {
    /** The usual {@link #unsureBelow}: scores are calibrated, so an answer with less is more likely wrong than right. */
    public static final double UNSURE_BELOW = 0.5;

    /** Checks the ranges. */
    public Recognition {
        requireShare("detection score of a face", detectionScore);
        requireShare("confidence below which an answer is unsure", unsureBelow);
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new InvalidInputException("the " + name + " is " + value + ", expected 0 to 1");
        }
    }

    /** What is read in a face that a detector found. */
    static Recognition of(Face face, EmotionScores scores, Optional<FerPlusScores> ferPlus, double unsureBelow) {
        return new Recognition(face.box(), Optional.of(face.keypoints()), face.score(), scores, ferPlus, unsureBelow);
    }

    /** The emotion with the highest score. */
    public Emotion emotion() {
        return scores.emotion();
    }

    /** The score of {@link #emotion}. */
    public double confidence() {
        return scores.confidence();
    }

    /** Whether the answer is better not relied on: its confidence is below {@link #unsureBelow}. */
    public boolean isUnsure() {
        return confidence() < unsureBelow;
    }

    /** The same face with other scores of the seven emotions, as smoothing over time gives. */
    public Recognition withScores(EmotionScores newScores) {
        return new Recognition(box, keypoints, detectionScore, newScores, ferPlus, unsureBelow);
    }
}
