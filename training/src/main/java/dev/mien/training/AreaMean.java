package dev.mien.training;

/** Shrinks a picture. A small pixel is the mean of the area that it covers. */
final class AreaMean {
    private final int width;
    private final int side;
    private final float[][] columns;
    private final float[][] rows;

    /**
     * @param width the width of the pictures to shrink, at least {@code side}
     * @param height the height of the pictures to shrink, at least {@code side}
     * @param side the side of the small pictures, which are square
     */
    AreaMean(int width, int height, int side) {
        this.width = width;
        this.side = side;
        columns = shares(width, side);
        rows = shares(height, side);
    }

    /** The number of pixels in a small picture. */
    int pixels() {
        return side * side;
    }

    /** The share of each large pixel in each small one. The shares in a small pixel add up to 1. */
    private static float[][] shares(int from, int to) {
        float[][] shares = new float[to][from];
        double scale = (double) from / to;
        for (int i = 0; i < to; i++) {
            for (int source = 0; source < from; source++) {
                double overlap = Math.min((i + 1) * scale, source + 1) - Math.max(i * scale, source);
                shares[i][source] = (float) (Math.max(0, overlap) / scale);
            }
        }
        return shares;
    }

    /** Shrinks one picture. Both pictures are stored row by row. */
    void shrink(float[] picture, float[] small, int offset) {
        float[] narrow = new float[rows[0].length * side];
        for (int y = 0; y < rows[0].length; y++) {
            for (int x = 0; x < side; x++) {
                narrow[y * side + x] = mean(columns[x], picture, y * width, 1);
            }
        }
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                small[offset + y * side + x] = mean(rows[y], narrow, x, side);
            }
        }
    }

    private static float mean(float[] shares, float[] values, int start, int step) {
        float sum = 0;
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] != 0) {
                sum += shares[i] * values[start + i * step];
            }
        }
        return sum;
    }
}
