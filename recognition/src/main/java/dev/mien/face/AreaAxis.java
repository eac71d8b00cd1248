package dev.mien.face;

/**
 * Which source pixels make a target pixel along one axis of a picture that is resized, and how much each counts. A smaller picture's pixel
 * is the mean of the area that it covers, for which at least two pixels and at most five are read along the axis: more would cost more and
 * change nothing that a face detector sees. A larger picture's pixel lies between two.
 */
final class AreaAxis {
    /** Source pixels read for a target pixel. */
    final int taps;

    /** Pixels from one of these to the next. */
    final int step;

    /** Of each target pixel, the first of these. */
    final int[] first;

    /** Of each target pixel {@link #taps} weights, whose sum is 1. */
    final float[] weights;

    private AreaAxis(int taps, int step, int count) {
        this.taps = taps;
        this.step = step;
        first = new int[count];
        weights = new float[count * taps];
    }

    /**
     * A part of an axis.
     *
     * @param from source pixels of the whole axis
     * @param to target pixels of the whole axis
     * @param start the first target pixel wanted
     * @param count how many are wanted; those beyond the axis are left out
     */
    static AreaAxis of(int from, int to, int start, int count) {
        int step = Math.max(1, (int) (from / (2.0 * to)));
        int read = from / step;
        double scale = (double) read / to;
        int taps = Math.min(read, (int) Math.ceil(Math.max(scale, 1)) + 1);
        AreaAxis axis = new AreaAxis(taps, step, Math.min(count, to - start));
        for (int i = 0; i < axis.first.length; i++) {
            double centre = (start + i + 0.5) * scale;
            double half = Math.max(scale, 1) / 2;
            int first = Math.max(0, Math.min(read - taps, (int) Math.floor(centre - half)));
            axis.first[i] = first * step + (step - 1) / 2;
            axis.weigh(i, centre - half - first, centre + half - first);
        }
        return axis;
    }

    /** By how much of a pixel lies between two places; of what would lie beyond the axis, the pixel at its end has the weight. */
    private void weigh(int target, double begin, double end) {
        double sum = 0;
        double[] shares = new double[taps];
        for (int tap = 0; tap < taps; tap++) {
            shares[tap] = Math.max(0, Math.min(end, tap + 1) - Math.max(begin, tap));
            sum += shares[tap];
        }
        for (int tap = 0; tap < taps; tap++) {
            weights[target * taps + tap] = (float) (shares[tap] / sum);
        }
    }
}
