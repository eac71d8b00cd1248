package dev.mien.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A pair of an image's rows, whose 2x2 windows are pooled: the four values of each window in arrays of their own, what
 * pooling took of them, and the gradient that goes back there. The kernels of the blocks with pooling share it and pass
 * the arrays to loops, which the JIT vectorises because it gets them as arguments. Not for two threads at once.
 */
final class PooledRows {
    final float[] left;
    final float[] right;
    final float[] leftBelow;
    final float[] rightBelow;

    /** The largest value of each window, or what becomes of it. */
    final float[] largest;

    /** The gradient of each window's largest value. */
    final float[] routed;

    /** 1 where the largest value of a window was not met yet. */
    final float[] open;

    /** Room for one number for each window. */
    final float[] hits;

    private final MapRows rows;
    private final int pairs;
    private final int length;

    /**
     * @param rows of the image
     * @param height of the image, even
     */
    PooledRows(MapRows rows, int height) {
        this.rows = rows;
        pairs = height / 2;
        length = rows.length();
        left = new float[length];
        right = new float[length];
        leftBelow = new float[length];
        rightBelow = new float[length];
        largest = new float[length];
        routed = new float[length];
        open = new float[length];
        hits = new float[length];
    }

    /** Pairs of rows in an image. */
    int pairs() {
        return pairs;
    }

    /** Values of an image after pooling. */
    int pooledSize() {
        return pairs * length;
    }

    /** Where a pair's values begin in an image that was pooled. */
    int place(int pair) {
        return pair * length;
    }

    void read(ByteBuffer maps, int pair) {
        rows.read(maps, 4 * place(pair), left, right);
        rows.read(maps, 4 * place(pair) + 2 * length, leftBelow, rightBelow);
    }

    void write(ByteBuffer maps, int pair) {
        rows.write(maps, 4 * place(pair), left, right);
        rows.write(maps, 4 * place(pair) + 2 * length, leftBelow, rightBelow);
    }

    /**
     * Takes the value of each window that is largest after a line.
     *
     * @param signs of the lines' slopes, 1 or -1, spread
     * @param pooled receives the values in the pair's place
     */
    void pool(float[] signs, float[] pooled, int pair) {
        RowLoops.multiplyLargest(left, right, signs, largest);
        RowLoops.multiplyLargest(leftBelow, rightBelow, signs, routed);
        RowLoops.largest(largest, routed, signs);
        System.arraycopy(largest, 0, pooled, place(pair), length);
    }

    /** Takes what was pooled of a pair. */
    void readPooled(float[] pooled, int pair) {
        System.arraycopy(pooled, place(pair), largest, 0, length);
    }

    /** Reads the gradient of what was pooled of a pair. */
    void readGradient(ByteBuffer gradient, int pair) {
        rows.readHalf(gradient, place(pair), routed);
    }

    /** Writes what became of the pooled values of a pair. */
    void writePooled(ByteBuffer output, int pair) {
        rows.writeHalf(output, place(pair), largest);
    }

    /** Keeps the gradient of a pair for the second pass back. */
    void keep(float[] kept, int pair) {
        System.arraycopy(routed, 0, kept, place(pair), length);
    }

    /**
     * Gets ready to give the kept gradient back to the windows' largest values.
     *
     * @param slopes of the normalisation, spread
     */
    void beginRoute(float[] pooled, float[] kept, int pair, float[] signs, float[] slopes) {
        readPooled(pooled, pair);
        System.arraycopy(kept, place(pair), routed, 0, length);
        RowLoops.multiply(routed, slopes);
        RowLoops.multiply(largest, signs);
        Arrays.fill(open, 1);
    }
}
