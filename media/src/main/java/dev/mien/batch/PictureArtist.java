package dev.mien.batch;

import dev.mien.image.RgbImage;
import dev.mien.recognition.Recognition;
import java.util.List;

/** Makes something from a picture and its faces, for example a file. Several threads call it at once. */
@FunctionalInterface
public interface PictureArtist {
    /** Draws. */
    void draw(PictureSource source, RgbImage picture, List<Recognition> faces);
}
