package dev.mien.engine;

import java.nio.ByteBuffer;

/**
 * The loops over one image without pooling, half a row at a time, or a whole row of odd width. Not for two threads at
 * once.
 */
final class NormalizationKernel implements NormalizationLoops {
    private final MapRows rows;
    private final int halves;
    private final int length;
    private final float[] values;
    private final float[] gradients;
    private final RowSums sums;

    NormalizationKernel(Precision precision, int height, int width, int channels) {
        int widthOfRows = MapRows.widthOfRows(width);
        rows = MapRows.of(precision, widthOfRows, channels);
        halves = 2 * height * width / widthOfRows;
        length = rows.length();
        values = new float[length];
        gradients = new float[length];
        sums = new RowSums(length);
    }

    @Override
    public int pooledSize() {
        return 0;
    }

    @Override
    public void statistics(ByteBuffer maps, float[] signs, float[] pooled, double[] total, double[] squares) {
        sums.clear();
        for (int half = 0; half < halves; half++) {
            rows.readHalf(maps, half * length, values);
            RowLoops.accumulate(values, sums.values, sums.products);
        }
        sums.gather(rows, total, squares);
    }

    @Override
    public void normalize(ByteBuffer maps, float[] pooled, RowLoops.Lines lines, ByteBuffer output) {
        float[] slope = lines.slope();
        float[] offset = lines.offset();
        for (int half = 0; half < halves; half++) {
            rows.readHalf(maps, half * length, values);
            RowLoops.line(values, slope, offset);
            RowLoops.rectify(values);
            rows.writeHalf(output, half * length, values);
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
        sums.clear();
        for (int half = 0; half < halves; half++) {
            readKept(gradient, maps, half, lines);
            RowLoops.accumulate(gradients, values, sums.values, sums.products);
        }
        sums.gather(rows, total, withValues);
    }

    /** Reads values, and those gradients that the ReLU lets through. */
    private void readKept(ByteBuffer gradient, ByteBuffer maps, int half, RowLoops.Lines lines) {
        float[] slope = lines.slope();
        float[] offset = lines.offset();
        rows.readHalf(maps, half * length, values);
        rows.readHalf(gradient, half * length, gradients);
        RowLoops.keepAbove(gradients, values, slope, offset);
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
        float[] slope = correction.slope();
        float[] offset = correction.offset();
        for (int half = 0; half < halves; half++) {
            readKept(gradient, maps, half, lines);
            RowLoops.multiply(gradients, slopes);
            RowLoops.lessLine(values, gradients, slope, offset);
            rows.writeHalf(maps, half * length, values);
        }
    }
}
