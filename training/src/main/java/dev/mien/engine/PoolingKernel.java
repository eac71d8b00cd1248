package dev.mien.engine;

import java.nio.ByteBuffer;

/**
 * The loops of {@link PoolingBlockModule} over one image, a pair of rows at a time, which stays in the nearest cache.
 * Each loop is short, so that the JIT unrolls and vectorises it; none of them branches. Not for two threads at once.
 */
final class PoolingKernel {
    private final MapRows rows;
    private final PooledRows pair;
    private final RowSums sums;
    private final boolean drops;
    private final DropoutMask draws;

    PoolingKernel(Precision precision, int height, int width, int channels, double rate) {
        rows = MapRows.of(precision, width, channels);
        pair = new PooledRows(rows, height);
        sums = new RowSums(rows.length());
        drops = rate > 0;
        draws = new DropoutMask(rate, rows.length());
    }

    /** Values of an image after pooling. */
    int pooledSize() {
        return pair.pooledSize();
    }

    /**
     * Sums over the rectified values and their squares, and the value of each window that is largest after
     * normalisation.
     *
     * @param signs of the normalisation's slopes, 1 or -1, spread
     */
    void pool(ByteBuffer maps, float[] signs, float[] pooled, double[] total, double[] squares) {
        sums.clear();
        for (int i = 0; i < pair.pairs(); i++) {
            pair.read(maps, i);
            rectify(pair.left, sums.values, sums.products);
            rectify(pair.right, sums.values, sums.products);
            rectify(pair.leftBelow, sums.values, sums.products);
            rectify(pair.rightBelow, sums.values, sums.products);
            pair.pool(signs, pooled, i);
        }
        sums.gather(rows, total, squares);
    }

    /** Normalises what was pooled, drops, and writes. */
    void normalize(float[] pooled, RowLoops.Lines lines, long seed, int image, ByteBuffer output) {
        for (int i = 0; i < pair.pairs(); i++) {
            pair.readPooled(pooled, i);
            RowLoops.line(pair.largest, lines.slope(), lines.offset());
            drop(pair.largest, seed, image, i);
            pair.writePooled(output, i);
        }
    }

    private void drop(float[] values, long seed, int image, int at) {
        if (drops) {
            draws.fill(pair.hits, image * pooledSize() + pair.place(at), seed);
            RowLoops.multiply(values, pair.hits);
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
        sums.clear();
        for (int i = 0; i < pair.pairs(); i++) {
            pair.readGradient(gradient, i);
            drop(pair.routed, seed, image, i);
            pair.readPooled(pooled, i);
            RowLoops.accumulate(pair.routed, pair.largest, sums.values, sums.products);
            pair.keep(kept, i);
        }
        sums.gather(rows, total, withPooled);
    }

    /**
     * Overwrites the convolution's sums with their gradients.
     *
     * @param slopes of the normalisation, spread
     * @param lines what every rectified value's gradient gets besides
     */
    void route(ByteBuffer maps, float[] pooled, float[] kept, float[] signs, float[] slopes, RowLoops.Lines lines) {
        for (int i = 0; i < pair.pairs(); i++) {
            pair.read(maps, i);
            pair.beginRoute(pooled, kept, i, signs, slopes);
            route(pair.left, signs, lines);
            route(pair.right, signs, lines);
            route(pair.leftBelow, signs, lines);
            route(pair.rightBelow, signs, lines);
            pair.write(maps, i);
        }
    }

    private void route(float[] values, float[] signs, RowLoops.Lines lines) {
        RowLoops.rectify(values);
        RowLoops.hits(values, signs, pair.largest, pair.open, pair.hits);
        gradient(values, pair.hits, pair.routed, lines.slope(), lines.offset());
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
