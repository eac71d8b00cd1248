package dev.mien.drawing;

import dev.mien.recognition.Recognition;
import java.util.Optional;

/**
 * A face that an {@link AnnotatedPicture} shows.
 *
 * @param recognition its box, in pixels of the picture, and its emotions
 * @param track the number of the person or of the face, by which its label is known in the next frame; empty without a
 *     number
 */
public record MarkedFace(Recognition recognition, Optional<Integer> track) {
    /** A face without a number. */
    public static MarkedFace of(Recognition recognition) {
        return new MarkedFace(recognition, Optional.empty());
    }

    /** A face with the number of its person in all files, if it has one. */
    public static MarkedFace ofPerson(Recognition recognition) {
        return recognition.person().isPresent()
                ? of(recognition, recognition.person().getAsInt())
                : of(recognition);
    }

    /** A face with a number. */
    public static MarkedFace of(Recognition recognition, int track) {
        return new MarkedFace(recognition, Optional.of(track));
    }
}
