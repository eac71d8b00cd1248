package dev.mien.people;

import dev.mien.image.RgbImage;
import dev.mien.recognition.Recognition;
import java.util.List;

/**
 * Computes how faces look. {@link DlibFaceEmbedder} comes with Mien. A program may bring its own to
 * {@link PeopleGrouping}. Implementations are thread-safe.
 */
public interface FaceEmbedder extends AutoCloseable {
    /**
     * The looks of a picture's faces.
     *
     * @param faces found in this picture
     * @return one for each face, in order; all have the same count of numbers
     */
    List<FaceEmbedding> embeddings(RgbImage picture, List<Recognition> faces);

    /** Frees what it holds. A second close does nothing. */
    @Override
    void close();
}
