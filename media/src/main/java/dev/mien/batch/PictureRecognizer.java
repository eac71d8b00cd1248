package dev.mien.batch;

import dev.mien.image.RgbImage;
import dev.mien.recognition.Recognition;
import java.util.List;

/** Reads the faces of a picture. Several threads call it at once. */
@FunctionalInterface
public interface PictureRecognizer {
    /** The faces from left to right. */
    List<Recognition> recognize(RgbImage picture);
}
