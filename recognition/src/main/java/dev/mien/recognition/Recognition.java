package dev.mien.recognition;

import dev.mien.Emotion;
import dev.mien.EmotionScores;
import dev.mien.InvalidInputException;
import dev.mien.Label;
import dev.mien.dataset.FerPlusScores;
import dev.mien.face.Box;
import dev.mien.face.Face;
import dev.mien.face.Keypoints;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One face of a picture and its emotions.
 *
 * @param box around the face, in pixels of the upright picture
 * @param keypoints places in the face, as many as the detector knows; empty if the whole picture was taken as a face
 * @param detectionScore the detector's confidence that it is a face, 0 to 1; 1 if the whole picture was taken as a face
 * @param scores of the classes, calibrated if the model has a temperature
 * @param ferPlus scores of FER+'s eight emotions; empty if the model has no such head
 * @param unsureBelow the confidence below which the answer {@link #isUnsure}, 0 to 1
 * @param person the number of the person in all pictures and videos that were read together, from 1; empty if people
 *     are not told apart, or the face does not show enough for that
 */
public record Recognition(
        Box box,
        Optional<Keypoints> keypoints,
        double detectionScore,
        EmotionScores scores,
        Optional<FerPlusScores> ferPlus,
        double unsureBelow,
        OptionalInt person) {
    /**
     * The default of {@link #unsureBelow}. Scores are calibrated, so an answer below it is more likely wrong than
     * right.
     */
    public static final double UNSURE_BELOW = 0.5;

    /** Checks the ranges. */
    public Recognition {
        requireShare("detection score of a face", detectionScore);
        requireShare("confidence below which an answer is unsure", unsureBelow);
        if (person.isPresent() && person.getAsInt() < 1) {
            throw new InvalidInputException("a person has number " + person.getAsInt() + ", expected 1 or more");
        }
    }

    /** A face of a person without a number. */
    public Recognition(
            Box box,
            Optional<Keypoints> keypoints,
            double detectionScore,
            EmotionScores scores,
            Optional<FerPlusScores> ferPlus,
            double unsureBelow) {
        this(box, keypoints, detectionScore, scores, ferPlus, unsureBelow, OptionalInt.empty());
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new InvalidInputException("the " + name + " is " + value + ", expected 0 to 1");
        }
    }

    /** The result for a face that a detector found. */
    static Recognition of(Face face, EmotionScores scores, Optional<FerPlusScores> ferPlus, double unsureBelow) {
        return new Recognition(face.box(), Optional.of(face.keypoints()), face.score(), scores, ferPlus, unsureBelow);
    }

    /** The class with the highest score. */
    public Label label() {
        return scores.label();
    }

    /**
     * The emotion with the highest score.
     *
     * @throws InvalidInputException if the model's class with the highest score is none of {@link Emotion}; {@link
     *     #label} works for every model
     */
    public Emotion emotion() {
        return scores.emotion();
    }

    /** The score of {@link #label}. */
    public double confidence() {
        return scores.confidence();
    }

    /** Whether the confidence is below {@link #unsureBelow}, so that the answer is unreliable. */
    public boolean isUnsure() {
        return confidence() < unsureBelow;
    }

    /** The same face with another confidence below which the answer {@link #isUnsure}, 0 to 1. */
    public Recognition withUnsureBelow(double confidence) {
        return new Recognition(box, keypoints, detectionScore, scores, ferPlus, confidence, person);
    }

    /** The same face with other scores of the classes, for example smoothed ones. */
    public Recognition withScores(EmotionScores newScores) {
        return new Recognition(box, keypoints, detectionScore, newScores, ferPlus, unsureBelow, person);
    }

    /** The same face with another number of its person, or with none. */
    public Recognition withPerson(OptionalInt number) {
        return new Recognition(box, keypoints, detectionScore, scores, ferPlus, unsureBelow, number);
    }
}
