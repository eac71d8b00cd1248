package dev.mien.audit;

import dev.mien.dataset.Dataset;

/**
 * The details of a picture: each pixel minus the mean of the part of a {@value #SIDE} pixel square around it that lies
 * in the picture. This removes light, background and the oval of a head. The rest tells two photos apart.
 */
final class Details {
    private static final int SIDE = 9;
    private static final int RADIUS = SIDE / 2;

    private final int width;
    private final int height;
    private final float[] values;
    private final double mean;

    private Details(int width, int height, float[] values, double mean) {
        this.width = width;
        this.height = height;
        this.values = values;
        this.mean = mean;
    }

    static Details of(Dataset data, int index, boolean mirrored) {
        int width = data.width();
        int height = data.height();
        long[] sums = new long[(width + 1) * (height + 1)];
        float[] values = new float[width * height];
        for (int y = 0; y < height; y++) {
            long rowSum = 0;
            for (int x = 0; x < width; x++) {
                int gray = data.pixel(index, mirrored ? width - 1 - x : x, y);
                values[y * width + x] = gray;
                rowSum += gray;
                sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + rowSum;
            }
        }
        subtractMeans(width, height, sums, values);
        return new Details(width, height, values, (double) sums[sums.length - 1] / values.length);
    }

    private static void subtractMeans(int width, int height, long[] sums, float[] values) {
        for (int y = 0; y < height; y++) {
            int top = Math.max(0, y - RADIUS) * (width + 1);
            int bottom = Math.min(height, y + RADIUS + 1) * (width + 1);
            int rows = (bottom - top) / (width + 1);
            for (int x = 0; x < width; x++) {
                int left = Math.max(0, x - RADIUS);
                int right = Math.min(width, x + RADIUS + 1);
                long sum = sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left];
                values[y * width + x] -= (float) sum / (rows * (right - left));
            }
        }
    }

    /** Mean grey level of the picture. */
    double mean() {
        return mean;
    }

    /**
     * Correlation with {@code other} moved by {@code (dx, dy)}, over the pixels that both have: -1 to 1. It is 0 if one
     * of them has no details.
     */
    double correlation(Details other, int dx, int dy) {
        double product = 0;
        double mine = 0;
        double theirs = 0;
        for (int y = Math.max(0, dy); y < Math.min(height, height + dy); y++) {
            int here = y * width;
            int there = (y - dy) * width - dx;
            for (int x = Math.max(0, dx); x < Math.min(width, width + dx); x++) {
                float a = values[here + x];
                float b = other.values[there + x];
                product += a * b;
                mine += a * a;
                theirs += b * b;
            }
        }
        double scale = Math.sqrt(mine * theirs);
        return scale < 1e-6 ? 0 : product / scale;
    }
}
