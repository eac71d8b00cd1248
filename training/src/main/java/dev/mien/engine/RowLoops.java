package dev.mien.engine;

/**
 * Loops over rows of maps in arrays, element by element. The kernels of the blocks share them. The loops have no
 * branches, so that the JIT vectorises them. Each loop is as long as its first array.
 */
final class RowLoops {
    /**
     * A number whose product with any normal number above 0 is at least 1, and whose product with 0 is 0. The minimum
     * of the product and 1 is therefore a comparison without a branch.
     */
    static final float HUGE = 3e38f;

    private RowLoops() {}

    /**
     * Numbers for each channel, spread over half a row.
     *
     * @param slope the factor of a value
     * @param offset the number that is added to the product
     */
    record Lines(float[] slope, float[] offset) {}

    static void multiplyLargest(float[] first, float[] second, float[] signs, float[] result) {
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.max(first[i] * signs[i], second[i] * signs[i]);
        }
    }

    static void largest(float[] values, float[] others, float[] signs) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(values[i], others[i]) * signs[i];
        }
    }

    static void line(float[] values, float[] slope, float[] offset) {
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] * slope[i] + offset[i];
        }
    }

    static void multiply(float[] values, float[] factors) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factors[i];
        }
    }

    static void accumulate(float[] values, float[] others, float[] sums, float[] products) {
        for (int i = 0; i < values.length; i++) {
            sums[i] += values[i];
            products[i] += values[i] * others[i];
        }
    }

    /**
     * Writes 1 where the value is the largest one and the window is still open, and closes the window. Elsewhere it
     * writes 0.
     */
    static void hits(float[] values, float[] signs, float[] largest, float[] open, float[] hits) {
        for (int i = 0; i < values.length; i++) {
            float hit = open[i] - open[i] * Math.min((largest[i] - values[i] * signs[i]) * HUGE, 1);
            hits[i] = hit;
            open[i] -= hit;
        }
    }

    static void rectify(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(values[i], 0);
        }
    }

    /** Sets a value to 0 where the line at that place is not above 0. */
    static void keepAbove(float[] values, float[] at, float[] slope, float[] offset) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= Math.min(Math.max(at[i] * slope[i] + offset[i], 0) * HUGE, 1);
        }
    }

    /** Adds up values and their squares. */
    static void accumulate(float[] values, float[] sums, float[] squares) {
        for (int i = 0; i < values.length; i++) {
            sums[i] += values[i];
            squares[i] += values[i] * values[i];
        }
    }

    /** Sets each value to a gradient minus the line at the value. */
    static void lessLine(float[] values, float[] gradients, float[] slope, float[] offset) {
        for (int i = 0; i < values.length; i++) {
            values[i] = gradients[i] - (values[i] * slope[i] + offset[i]);
        }
    }
}
