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
 */
public record PictureAnswer(
        PictureSource source, int width, int height, List<Recognition> faces, Optional<String> error) {
    /** Copies the faces. */
    public PictureAnswer {
        faces = List.copyOf(faces);
    }

    static PictureAnswer failed(PictureSource source, String error) {
        return new PictureAnswer(source, 0, 0, List.of(), Optional.of(error));
    }
}
