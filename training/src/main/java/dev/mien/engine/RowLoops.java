package dev.mien.engine;

/**
 * Loops over rows of maps in arrays, element by element, that the kernels of the blocks share. None of them branches, so that
 * the JIT vectorises them; none is longer than its first array.
 */
final class RowLoops {
    /** Times any normal number above 0 it is 1 or more, and times 0 it is 0: with a minimum of 1 a comparison without branch. */
    static final float HUGE = 3e38f;

    private RowLoops() {}

    /**
     * Numbers for each channel, spread over half a row.
     *
     * @param slope what a value is multiplied with
     * @param offset what is added then
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

    /** 1 where the value is the largest and the window is open still, which it then is no more; 0 elsewhere. */
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

    /** Sets to 0 where the line through a value is not above 0. */
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

    /** Sets each value to a gradient less the line through the value. */
    static void lessLine(float[] values, float[] gradients, float[] slope, float[] offset) {
        for (int i = 0; i < values.length; i++) {
            values[i] = gradients[i] - (values[i] * slope[i] + offset[i]);
        }
    }
}
