package dev.mien.batch;

import dev.mien.recognition.Recognition;
import java.util.List;
import java.util.Optional;

/**
 * What is said of one picture.
 *
 * @param source of the picture
 * @param width in pixels, after it was turned upright; 0 where it cannot be read
 * @param height in pixels; 0 where it cannot be read
 * @param faces from left to right; none where there is none or the picture cannot be read
 * @param error why it cannot be read; empty where it can
 * @param failed whether that is a failure of the program or the machine, and not the picture's
 */
public record PictureAnswer(
        PictureSource source, int width, int height, List<Recognition> faces, Optional<String> error, boolean failed) {
    /** Copies the faces. */
    public PictureAnswer {
        faces = List.copyOf(faces);
    }

    /** Of a picture that was read. */
    public PictureAnswer(PictureSource source, int width, int height, List<Recognition> faces) {
        this(source, width, height, faces, Optional.empty(), false);
    }

    /** Of a picture that is no picture, is not there, or is damaged. */
    public static PictureAnswer unreadable(PictureSource source, String error) {
        return new PictureAnswer(source, 0, 0, List.of(), Optional.of(error), false);
    }

    /** Of a picture that the program or the machine failed on. */
    public static PictureAnswer failed(PictureSource source, String error) {
        return new PictureAnswer(source, 0, 0, List.of(), Optional.of(error), true);
    }
}
