package dev.mien.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The loops of {@link PoolingBlockModule} over one image, a pair of rows at a time, which stays in the nearest cache. Each
 * loop is short, so that the JIT unrolls and vectorises it; none of them branches. Not for two threads at once.
 */
final class PoolingKernel {
    private final MapRows rows;
    private final int pairs;
    private final int length;
    private final boolean drops;
    private final DropoutMask draws;
    private final float[] mask;
    private final float[] left;
    private final float[] right;
    private final float[] leftBelow;
    private final float[] rightBelow;
    private final float[] largest;
    private final float[] routed;
    private final float[] open;
    private final float[] sums;
    private final float[] products;

    PoolingKernel(Precision precision, int height, int width, int channels, double rate) {
        rows = MapRows.of(precision, width, channels);
        pairs = height / 2;
        length = rows.length();
        drops = rate > 0;
        draws = new DropoutMask(rate, length);
        mask = new float[length];
        left = new float[length];
        right = new float[length];
        leftBelow = new float[length];
        rightBelow = new float[length];
        largest = new float[length];
        routed = new float[length];
        open = new float[length];
        sums = new float[length];
        products = new float[length];
    }

    /** Values of an image after pooling. */
    int pooledSize() {
        return pairs * length;
    }

    private void readPair(ByteBuffer maps, int pair) {
        rows.read(maps, 4 * pair * length, left, right);
        rows.read(maps, (4 * pair + 2) * length, leftBelow, rightBelow);
    }

    /**
     * Sums over the rectified values and their squares, and the value of each window that is largest after normalisation.
     *
     * @param signs of the normalisation's slopes, 1 or -1, spread
     */
    void pool(ByteBuffer maps, float[] signs, float[] pooled, double[] total, double[] squares) {
        zero(sums);
        zero(products);
        for (int pair = 0; pair < pairs; pair++) {
            readPair(maps, pair);
            rectify(left, sums, products);
            rectify(right, sums, products);
            rectify(leftBelow, sums, products);
            rectify(rightBelow, sums, products);
            RowLoops.multiplyLargest(left, right, signs, largest);
            RowLoops.multiplyLargest(leftBelow, rightBelow, signs, routed);
            RowLoops.largest(largest, routed, signs);
            System.arraycopy(largest, 0, pooled, pair * length, length);
        }
        rows.gather(sums, total);
        rows.gather(products, squares);
    }

    /** Normalises what was pooled, drops, and writes. */
    void normalize(float[] pooled, RowLoops.Lines lines, long seed, int image, ByteBuffer output) {
        for (int pair = 0; pair < pairs; pair++) {
            System.arraycopy(pooled, pair * length, largest, 0, length);
            RowLoops.line(largest, lines.slope(), lines.offset());
            if (drops) {
                draws.fill(mask, image * pooledSize() + pair * length, seed);
                RowLoops.multiply(largest, mask);
            }
            rows.writeHalf(output, pair * length, largest);
        }
    }

    /** Gradients of what was normalised: those of the output where it was not dropped; with their sums. */
    void drop(
            ByteBuffer gradient,
            float[] pooled,
            long seed,
            int image,
            float[] kept,
            double[] total,
            double[] withPooled) {
        zero(sums);
        zero(products);
        for (int pair = 0; pair < pairs; pair++) {
            rows.readHalf(gradient, pair * length, routed);
            if (drops) {
                draws.fill(mask, image * pooledSize() + pair * length, seed);
                RowLoops.multiply(routed, mask);
            }
            System.arraycopy(pooled, pair * length, largest, 0, length);
            RowLoops.accumulate(routed, largest, sums, products);
            System.arraycopy(routed, 0, kept, pair * length, length);
        }
        rows.gather(sums, total);
        rows.gather(products, withPooled);
    }

    /**
     * Overwrites the convolution's sums with their gradients.
     *
     * @param slopes of the normalisation, spread
     * @param lines what every rectified value's gradient gets besides
     */
    void route(ByteBuffer maps, float[] pooled, float[] kept, float[] signs, float[] slopes, RowLoops.Lines lines) {
        for (int pair = 0; pair < pairs; pair++) {
            readPair(maps, pair);
            System.arraycopy(pooled, pair * length, largest, 0, length);
            System.arraycopy(kept, pair * length, routed, 0, length);
            RowLoops.multiply(routed, slopes);
            Arrays.fill(open, 1);
            RowLoops.multiply(largest, signs);
            route(left, signs, lines);
            route(right, signs, lines);
            route(leftBelow, signs, lines);
            route(rightBelow, signs, lines);
            rows.write(maps, 4 * pair * length, left, right);
            rows.write(maps, (4 * pair + 2) * length, leftBelow, rightBelow);
        }
    }

    private void route(float[] values, float[] signs, RowLoops.Lines lines) {
        RowLoops.rectify(values);
        RowLoops.hits(values, signs, largest, open, mask);
        gradient(values, mask, routed, lines.slope(), lines.offset());
    }

    private static void zero(float[] values) {
        Arrays.fill(values, 0);
    }

    private static void rectify(float[] values, float[] sums, float[] squares) {
        for (int i = 0; i < values.length; i++) {
            float value = Math.max(values[i], 0);
            values[i] = value;
            sums[i] += value;
            squares[i] += value * value;
        }
    }

    /** A rectified value's own gradient: 0 where it is 0. */
    private static void gradient(float[] values, float[] hits, float[] routed, float[] slope, float[] offset) {
        for (int i = 0; i < values.length; i++) {
            float value = values[i];
            values[i] = Math.min(value * RowLoops.HUGE, 1) * (hits[i] * routed[i] - (value * slope[i] + offset[i]));
        }
    }
}
