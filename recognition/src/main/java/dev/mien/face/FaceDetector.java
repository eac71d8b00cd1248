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

    /** Waits for the calls in flight and frees the detector's memory. A second call does nothing. */
    @Override
    void close();
}
