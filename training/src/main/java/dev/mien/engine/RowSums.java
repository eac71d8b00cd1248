package dev.mien.engine;

import java.util.Arrays;

/**
 * Sums over an image's values and over products of them, one for each place of half a row. The kernels of the blocks
 * pass the arrays to {@link RowLoops}. Not for two threads at once.
 */
final class RowSums {
    final float[] values;
    final float[] products;

    RowSums(int length) {
        values = new float[length];
        products = new float[length];
    }

    void clear() {
        Arrays.fill(values, 0);
        Arrays.fill(products, 0);
    }

    /** Adds the sums up for each channel. */
    void gather(MapRows rows, double[] ofValues, double[] ofProducts) {
        rows.gather(values, ofValues);
        rows.gather(products, ofProducts);
    }
}
