package dev.mien.face;

import dev.mien.image.RgbImage;
import java.util.List;

/**
 * Finds faces. Safe for use by any number of threads at once, and the answer for a picture does not depend on what else is asked
 * meanwhile. What it needs from outside Java's heap it owns: {@link #close} waits for the calls in flight and frees it.
 */
public interface FaceDetector extends AutoCloseable {
    /**
     * The faces of a picture.
     *
     * @return the surest first; empty where there is none; cannot be changed
     * @throws IllegalStateException if the detector is closed
     */
    List<Face> detect(RgbImage picture);

    /** Waits for the calls in flight and frees what the detector owns; does nothing the second time. */
    @Override
    void close();
}
