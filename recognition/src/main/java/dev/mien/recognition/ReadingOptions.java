package dev.mien.recognition;

import dev.mien.InvalidInputException;
import dev.mien.face.Face;
import dev.mien.face.FaceDetector;
import dev.mien.image.RgbImage;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Options of one call of a recognizer that many callers share. Those that are not set are the recognizer's.
 *
 * @param smallestFace the width of the smallest face to look for, in pixels of the picture, at least 4
 * @param mostFaces the number of faces that are read at most, at least 1; the surest faces of the detector are read
 * @param unsureBelow the confidence below which an answer is unsure, 0 to 1
 */
public record ReadingOptions(OptionalDouble smallestFace, OptionalInt mostFaces, OptionalDouble unsureBelow) {
    /** None set. */
    public static final ReadingOptions USUAL =
            new ReadingOptions(OptionalDouble.empty(), OptionalInt.empty(), OptionalDouble.empty());

    private static final double LEAST_FACE = 4;

    /** Checks the ranges. */
    public ReadingOptions {
        smallestFace.ifPresent(pixels -> require(
                pixels >= LEAST_FACE && Double.isFinite(pixels),
                "the smallest face is " + pixels + " pixels wide, expected at least " + LEAST_FACE));
        mostFaces.ifPresent(
                count -> require(count >= 1, "at most " + count + " faces are to be read, expected at least 1"));
        unsureBelow.ifPresent(confidence -> require(
                confidence >= 0 && confidence <= 1,
                "the confidence below which an answer is unsure is " + confidence + ", expected 0 to 1"));
    }

    private static void require(boolean valid, String problem) {
        if (!valid) {
            throw new InvalidInputException(problem);
        }
    }

    /** The faces of a picture that are to be read, the surest first. */
    List<Face> faces(FaceDetector detector, RgbImage picture) {
        List<Face> found = smallestFace.isPresent()
                ? detector.detect(picture, smallestFace.getAsDouble())
                : detector.detect(picture);
        return found.subList(0, Math.min(found.size(), mostFaces.orElse(Integer.MAX_VALUE)));
    }

    /** The same answers, with the confidence of these options below which they are unsure. */
    public List<Recognition> marked(List<Recognition> faces) {
        if (unsureBelow.isEmpty()) {
            return faces;
        }
        return faces.stream()
                .map(face -> face.withUnsureBelow(unsureBelow.getAsDouble()))
                .toList();
    }
}
