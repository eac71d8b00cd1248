package dev.mien.batch;

import dev.mien.recognition.Recognition;
import java.util.List;
import java.util.Optional;

/**
 * The answer to one picture.
 *
 * @param source of the picture
 * @param width of the upright picture in pixels; 0 if it cannot be read
 * @param height in pixels; 0 if it cannot be read
 * @param faces from left to right; empty if the picture has no face or cannot be read
 * @param error why the picture cannot be read; empty if it was read
 * @param failed whether the program or the machine failed, not the picture
 */
public record PictureAnswer(
        PictureSource source, int width, int height, List<Recognition> faces, Optional<String> error, boolean failed) {
    /** Copies the faces. */
    public PictureAnswer {
        faces = List.copyOf(faces);
    }

    /** The answer to a picture that was read. */
    public PictureAnswer(PictureSource source, int width, int height, List<Recognition> faces) {
        this(source, width, height, faces, Optional.empty(), false);
    }

    /** The answer to a file that is not a picture, is missing, or is damaged. */
    public static PictureAnswer unreadable(PictureSource source, String error) {
        return new PictureAnswer(source, 0, 0, List.of(), Optional.of(error), false);
    }

    /** The answer to a picture on which the program or the machine failed. */
    public static PictureAnswer failed(PictureSource source, String error) {
        return new PictureAnswer(source, 0, 0, List.of(), Optional.of(error), true);
    }
}
