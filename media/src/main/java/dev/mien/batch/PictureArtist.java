package dev.mien.batch;

import dev.mien.image.RgbImage;
import dev.mien.recognition.Recognition;
import java.util.List;

/** Makes something of a picture whose faces were read, a file for instance; called from several threads at once. */
@FunctionalInterface
public interface PictureArtist {
    /** Makes it. */
    void draw(PictureSource source, RgbImage picture, List<Recognition> faces);
}
