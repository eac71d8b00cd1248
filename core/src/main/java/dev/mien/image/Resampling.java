package dev.mien.image;

import java.util.Arrays;

/**
 * Resizes with a triangle filter. When a picture shrinks, the filter widens so that each source pixel counts. Pillow
 * calls this {@code BILINEAR}. Rows come first, then columns.
 */
final class Resampling {
    private final int width;
    private final int height;
    private final int channels;

    /**
     * Prepares for pictures of one size.
     *
     * @param channels number of values of one pixel, which lie side by side
     */
    Resampling(int width, int height, int channels) {
        this.width = width;
        this.height = height;
        this.channels = channels;
    }

    /** The source pixels of one target pixel. */
    private static final class Contribution {
        final int first;
        final float[] weights;

        Contribution(int first, float[] weights) {
            this.first = first;
            this.weights = weights;
        }
    }

    /**
     * Resizes a picture.
     *
     * @param pixels width x height x channels unsigned bytes
     * @return newWidth x newHeight x channels unsigned bytes
     */
    byte[] resize(byte[] pixels, int newWidth, int newHeight) {
        return resizeColumns(resizeRows(pixels, newWidth), contributions(height, newHeight), newWidth * channels);
    }

    private float[] resizeRows(byte[] pixels, int newWidth) {
        Contribution[] columns = contributions(width, newWidth);
        float[] wide = new float[Math.multiplyExact(newWidth * channels, height)];
        int next = 0;
        for (int y = 0; y < height; y++) {
            for (Contribution c : columns) {
                int first = (y * width + c.first) * channels;
                for (int channel = 0; channel < channels; channel++) {
                    wide[next++] = weighted(pixels, first + channel, c.weights);
                }
            }
        }
        return wide;
    }

    private float weighted(byte[] pixels, int first, float[] weights) {
        float sum = 0;
        int at = first;
        for (float weight : weights) {
            sum += weight * (pixels[at] & 0xff);
            at += channels;
        }
        return sum;
    }

    /** @param values in one row of {@code wide} */
    private static byte[] resizeColumns(float[] wide, Contribution[] rows, int values) {
        byte[] pixels = new byte[Math.multiplyExact(values, rows.length)];
        float[] sums = new float[values];
        for (int y = 0; y < rows.length; y++) {
            Contribution c = rows[y];
            Arrays.fill(sums, 0);
            for (int i = 0; i < c.weights.length; i++) {
                addRow(wide, (c.first + i) * values, c.weights[i], sums);
            }
            for (int x = 0; x < values; x++) {
                pixels[y * values + x] = (byte) (sums[x] + 0.5f);
            }
        }
        return pixels;
    }

    private static void addRow(float[] wide, int from, float weight, float[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += weight * wide[from + x];
        }
    }

    private static Contribution[] contributions(int from, int to) {
        double scale = (double) from / to;
        double support = Math.max(scale, 1);
        Contribution[] all = new Contribution[to];
        for (int i = 0; i < to; i++) {
            double center = (i + 0.5) * scale;
            int first = Math.max(0, (int) (center - support + 0.5));
            int end = Math.min(from, (int) (center + support + 0.5));
            all[i] = new Contribution(first, weights(first, end, center, support));
        }
        return all;
    }

    private static float[] weights(int first, int end, double center, double support) {
        float[] weights = new float[end - first];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) Math.max(0, 1 - Math.abs(first + i + 0.5 - center) / support);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= (float) sum;
        }
        return weights;
    }
}
