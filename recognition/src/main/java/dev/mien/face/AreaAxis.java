package dev.mien.face;

/**
 * Resizes one axis of a picture: which source pixels make a target pixel, and how much each counts. A pixel of a
 * smaller picture is the mean of the area that it covers. Two to five source pixels are read for it along the axis.
 * More would cost time and change nothing that a face detector sees. A pixel of a larger picture lies between two.
 */
final class AreaAxis {
    /** Source pixels read for a target pixel. */
    final int taps;

    /** Distance of the pixels that are read. */
    final int step;

    /** For each target pixel, the first source pixel that is read. */
    final int[] first;

    /** For each target pixel {@link #taps} weights, whose sum is 1. */
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
     * @param count number of target pixels; those beyond the axis are left out
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

    /** Weighs each pixel by its part between two places. The pixel at the end stands for everything beyond it. */
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
