package dev.mien.drawing;

import dev.mien.recognition.Recognition;
import java.util.Optional;

/**
 * A face that an {@link AnnotatedPicture} shows.
 *
 * @param recognition its box, in pixels of the picture, and its emotions
 * @param track the person's number in a video, or the face's in a photo of several; empty without a number
 */
public record MarkedFace(Recognition recognition, Optional<Integer> track) {
    /** A face without a number. */
    public static MarkedFace of(Recognition recognition) {
        return new MarkedFace(recognition, Optional.empty());
    }

    /** A face with a number. */
    public static MarkedFace of(Recognition recognition, int track) {
        return new MarkedFace(recognition, Optional.of(track));
    }
}
