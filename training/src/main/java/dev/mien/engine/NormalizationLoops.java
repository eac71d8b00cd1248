package dev.mien.engine;

import java.nio.ByteBuffer;

/**
 * The loops of {@link NormalizationBlockModule} over one image. {@code pooled} and {@code kept} hold the values of an
 * image after pooling, from pass to pass.
 */
interface NormalizationLoops {

    /** Values of an image after pooling; 0 without. */
    int pooledSize();

    /** Sums over the values and their squares, and fills {@code pooled}. */
    void statistics(ByteBuffer maps, float[] signs, float[] pooled, double[] total, double[] squares);

    void normalize(ByteBuffer maps, float[] pooled, RowLoops.Lines lines, ByteBuffer output);

    /**
     * Sums over the gradients that the ReLU lets through and over their products with the values; fills {@code kept}.
     */
    void gradientSums(
            ByteBuffer gradient,
            ByteBuffer maps,
            float[] pooled,
            float[] kept,
            RowLoops.Lines lines,
            double[] total,
            double[] withValues);

    /**
     * Overwrites the maps with their gradients.
     *
     * @param lines of the normalisation
     * @param correction what is taken from each gradient
     */
    void gradient(
            ByteBuffer gradient,
            ByteBuffer maps,
            float[] pooled,
            float[] kept,
            float[] signs,
            RowLoops.Lines lines,
            RowLoops.Lines correction);
}
