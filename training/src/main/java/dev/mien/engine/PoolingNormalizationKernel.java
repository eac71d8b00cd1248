package dev.mien.engine;

import java.nio.ByteBuffer;

/** The loops over one image with 2x2 max pooling, a pair of rows at a time. Not for two threads at once. */
final class PoolingNormalizationKernel implements NormalizationLoops {
    private final MapRows rows;
    private final PooledRows pair;
    private final RowSums sums;

    /**
     * @param height even
     * @param width even
     */
    PoolingNormalizationKernel(Precision precision, int height, int width, int channels) {
        rows = MapRows.of(precision, width, channels);
        pair = new PooledRows(rows, height);
        sums = new RowSums(rows.length());
    }

    @Override
    public int pooledSize() {
        return pair.pooledSize();
    }

    @Override
    public void statistics(ByteBuffer maps, float[] signs, float[] pooled, double[] total, double[] squares) {
        sums.clear();
        for (int i = 0; i < pair.pairs(); i++) {
            pair.read(maps, i);
            RowLoops.accumulate(pair.left, sums.values, sums.products);
            RowLoops.accumulate(pair.right, sums.values, sums.products);
            RowLoops.accumulate(pair.leftBelow, sums.values, sums.products);
            RowLoops.accumulate(pair.rightBelow, sums.values, sums.products);
            pair.pool(signs, pooled, i);
        }
        sums.gather(rows, total, squares);
    }

    @Override
    public void normalize(ByteBuffer maps, float[] pooled, RowLoops.Lines lines, ByteBuffer output) {
        float[] slope = lines.slope();
        float[] offset = lines.offset();
        for (int i = 0; i < pair.pairs(); i++) {
            pair.readPooled(pooled, i);
            RowLoops.line(pair.largest, slope, offset);
            RowLoops.rectify(pair.largest);
            pair.writePooled(output, i);
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
        sums.clear();
        for (int i = 0; i < pair.pairs(); i++) {
            pair.readGradient(gradient, i);
            pair.readPooled(pooled, i);
            RowLoops.keepAbove(pair.routed, pair.largest, slope, offset);
            RowLoops.accumulate(pair.routed, pair.largest, sums.values, sums.products);
            pair.keep(kept, i);
        }
        sums.gather(rows, total, withValues);
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
        for (int i = 0; i < pair.pairs(); i++) {
            pair.read(maps, i);
            pair.beginRoute(pooled, kept, i, signs, slopes);
            route(pair.left, signs, correction);
            route(pair.right, signs, correction);
            route(pair.leftBelow, signs, correction);
            route(pair.rightBelow, signs, correction);
            pair.write(maps, i);
        }
    }

    private void route(float[] values, float[] signs, RowLoops.Lines correction) {
        float[] slope = correction.slope();
        float[] offset = correction.offset();
        RowLoops.hits(values, signs, pair.largest, pair.open, pair.hits);
        RowLoops.multiply(pair.hits, pair.routed);
        RowLoops.lessLine(values, pair.hits, slope, offset);
    }
}
