package dev.mien.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The loops of {@link NormalizationBlockModule} over one image with 2x2 max pooling, a pair of rows at a time. Not for two
 * threads at once.
 */
final class PoolingNormalizationKernel implements NormalizationBlockModule.Kernel {
    private final MapRows rows;
    private final int pairs;
    private final int length;
    private final float[] left;
    private final float[] right;
    private final float[] leftBelow;
    private final float[] rightBelow;
    private final float[] largest;
    private final float[] routed;
    private final float[] open;
    private final float[] hits;
    private final float[] sums;
    private final float[] products;

    /**
     * @param height even
     * @param width even
     */
    PoolingNormalizationKernel(Precision precision, int height, int width, int channels) {
        rows = MapRows.of(precision, width, channels);
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
        sums = new float[length];
        products = new float[length];
    }

    @Override
    public int pooledSize() {
        return pairs * length;
    }

    @Override
    public void statistics(ByteBuffer maps, float[] signs, float[] pooled, double[] total, double[] squares) {
        clear();
        for (int pair = 0; pair < pairs; pair++) {
            readPair(maps, pair);
            RowLoops.accumulate(left, sums, products);
            RowLoops.accumulate(right, sums, products);
            RowLoops.accumulate(leftBelow, sums, products);
            RowLoops.accumulate(rightBelow, sums, products);
            RowLoops.multiplyLargest(left, right, signs, largest);
            RowLoops.multiplyLargest(leftBelow, rightBelow, signs, routed);
            RowLoops.largest(largest, routed, signs);
            System.arraycopy(largest, 0, pooled, pair * length, length);
        }
        rows.gather(sums, total);
        rows.gather(products, squares);
    }

    private void clear() {
        Arrays.fill(sums, 0);
        Arrays.fill(products, 0);
    }

    private void readPair(ByteBuffer maps, int pair) {
        rows.read(maps, 4 * pair * length, left, right);
        rows.read(maps, (4 * pair + 2) * length, leftBelow, rightBelow);
    }

    @Override
    public void normalize(ByteBuffer maps, float[] pooled, RowLoops.Lines lines, ByteBuffer output) {
        float[] slope = lines.slope();
        float[] offset = lines.offset();
        for (int pair = 0; pair < pairs; pair++) {
            System.arraycopy(pooled, pair * length, largest, 0, length);
            RowLoops.line(largest, slope, offset);
            RowLoops.rectify(largest);
            rows.writeHalf(output, pair * length, largest);
        }
    }

    @Override
    public void gradientSums(
            ByteBuffer gradient,
            ByteBuffer maps,
            float[] pooled,
            float[] kept,
            RowLoops.Lines lines,
            double[] total,
            double[] withValues) {
        float[] slope = lines.slope();
        float[] offset = lines.offset();
        clear();
        for (int pair = 0; pair < pairs; pair++) {
            rows.readHalf(gradient, pair * length, routed);
            System.arraycopy(pooled, pair * length, largest, 0, length);
            RowLoops.keepAbove(routed, largest, slope, offset);
            RowLoops.accumulate(routed, largest, sums, products);
            System.arraycopy(routed, 0, kept, pair * length, length);
        }
        rows.gather(sums, total);
        rows.gather(products, withValues);
    }

    @Override
    public void gradient(
            ByteBuffer gradient,
            ByteBuffer maps,
            float[] pooled,
            float[] kept,
            float[] signs,
            RowLoops.Lines lines,
            RowLoops.Lines correction) {
        float[] slopes = lines.slope();
        for (int pair = 0; pair < pairs; pair++) {
            readPair(maps, pair);
            System.arraycopy(pooled, pair * length, largest, 0, length);
            System.arraycopy(kept, pair * length, routed, 0, length);
            RowLoops.multiply(routed, slopes);
            RowLoops.multiply(largest, signs);
            Arrays.fill(open, 1);
            route(left, signs, correction);
            route(right, signs, correction);
            route(leftBelow, signs, correction);
            route(rightBelow, signs, correction);
            rows.write(maps, 4 * pair * length, left, right);
            rows.write(maps, (4 * pair + 2) * length, leftBelow, rightBelow);
        }
    }

    private void route(float[] values, float[] signs, RowLoops.Lines correction) {
        float[] slope = correction.slope();
        float[] offset = correction.offset();
        RowLoops.hits(values, signs, largest, open, hits);
        RowLoops.multiply(hits, routed);
        RowLoops.lessLine(values, hits, slope, offset);
    }
}
