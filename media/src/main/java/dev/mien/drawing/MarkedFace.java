package dev.mien.drawing;

import dev.mien.recognition.Recognition;
import java.util.Optional;

/**
 * A face that an {@link AnnotatedPicture} shows.
 *
 * @param recognition its box, in pixels of the picture, and its emotions
 * @param track the person's number in a video; empty in a photo
 */
public record MarkedFace(Recognition recognition, Optional<Integer> track) {
    /** A face of a photo. */
    public static MarkedFace of(Recognition recognition) {
        return new MarkedFace(recognition, Optional.empty());
    }

    /** A face of a video. */
    public static MarkedFace of(Recognition recognition, int track) {
        return new MarkedFace(recognition, Optional.of(track));
    }
}
