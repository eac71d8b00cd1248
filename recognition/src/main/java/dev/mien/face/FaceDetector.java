package dev.mien.face;

import dev.mien.image.RgbImage;
import java.util.List;

/**
 * Finds faces. Any number of threads may call a detector at once. The answer for a picture does not depend on other
 * calls. A detector owns its memory outside Java's heap: {@link #close} waits for the calls in flight and frees it.
 */
public interface FaceDetector extends AutoCloseable {
    /**
     * The faces of a picture.
     *
     * @return the surest first; empty if the picture has no face; cannot be changed
     * @throws IllegalStateException if the detector is closed
     */
    List<Face> detect(RgbImage picture);

    /**
     * The faces of a picture that are not narrower than a width of this call. A detector that does not override this
     * looks for the faces that it always looks for, and leaves out the narrower ones.
     *
     * @param smallestFace in pixels of the picture, at least 4
     * @return as {@link #detect(RgbImage)}
     */
    default List<Face> detect(RgbImage picture, double smallestFace) {
        return detect(picture).stream()
                .filter(face -> face.box().width() >= smallestFace)
                .toList();
    }

    /** Waits for the calls in flight and frees the detector's memory. A second call does nothing. */
    @Override
    void close();
}
