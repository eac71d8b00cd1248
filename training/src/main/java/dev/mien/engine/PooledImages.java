package dev.mien.engine;

/** Holds each image's pooled values and their gradients while a block goes from one pass to the next. */
final class PooledImages {
    private float[][] pooled = new float[0][];
    private float[][] kept = new float[0][];

    /** Makes room for a number of images with a number of pooled values each. */
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
