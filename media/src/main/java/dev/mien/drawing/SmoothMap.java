package dev.mien.drawing;

/**
 * Turns a map of a few equal places into a smooth surface over the whole picture: cubic B-splines with the places'
 * values at their middles, and the nearest place's value at the border. It stays within the range of the values.
 */
final class SmoothMap {
    private static final int TAPS = 4;

    private SmoothMap() {}

    /**
     * The surface's value at each pixel.
     *
     * @param map rows x columns, at least 1 x 1
     * @return height x width
     */
    static float[][] of(float[][] map, int width, int height) {
        float[][] across = new float[map.length][];
        for (int row = 0; row < map.length; row++) {
            across[row] = line(map[row], width);
        }
        float[][] surface = new float[height][width];
        float[] column = new float[map.length];
        for (int x = 0; x < width; x++) {
            for (int row = 0; row < map.length; row++) {
                column[row] = across[row][x];
            }
            float[] down = line(column, height);
            for (int y = 0; y < height; y++) {
                surface[y][x] = down[y];
            }
        }
        return surface;
    }

    private static float[] line(float[] values, int length) {
        float[] smooth = new float[length];
        for (int i = 0; i < length; i++) {
            double position = (i + 0.5) * values.length / length - 0.5;
            int first = (int) Math.floor(position) - 1;
            double sum = 0;
            for (int tap = 0; tap < TAPS; tap++) {
                int place = Math.max(0, Math.min(values.length - 1, first + tap));
                sum += values[place] * spline(position - first - tap);
            }
            smooth[i] = (float) sum;
        }
        return smooth;
    }

    /** The cubic B-spline around 0. It is 0 from a distance of 2 on. */
    private static double spline(double distance) {
        double d = Math.abs(distance);
        if (d >= 2) {
            return 0;
        }
        return d < 1 ? (4 - 6 * d * d + 3 * d * d * d) / 6 : (2 - d) * (2 - d) * (2 - d) / 6;
    }
}
