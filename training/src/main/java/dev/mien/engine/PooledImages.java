package dev.mien.engine;

/**
 * What the blocks keep of each image of a batch between their passes: room for its pooled values and for their
 * gradients.
 */
final class PooledImages {
    private float[][] pooled = new float[0][];
    private float[][] kept = new float[0][];

    /** Makes room for so many images of so many pooled values. */
    void reserve(int images, int values) {
        if (pooled.length < images) {
            pooled = new float[images][values];
            kept = new float[images][values];
        }
    }

    float[] pooled(int image) {
        return pooled[image];
    }

    float[] kept(int image) {
        return kept[image];
    }
}
