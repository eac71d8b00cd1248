package dev.mien.image;

/**
 * Resizing with a triangle as the filter, its support widened when a picture shrinks so that each source pixel counts:
 * what Pillow calls {@code BILINEAR}. Rows first, then columns.
 */
final class Resampling {
    private Resampling() {}

    /** The source pixels that make one target pixel. */
    private static final class Contribution {
        final int first;
        final float[] weights;

        Contribution(int first, float[] weights) {
            this.first = first;
            this.weights = weights;
        }
    }

    static GrayImage resize(GrayImage image, int width, int height) {
        float[] wide = new float[width * image.height()];
        Contribution[] columns = contributions(image.width(), width);
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < width; x++) {
                Contribution c = columns[x];
                float sum = 0;
                for (int i = 0; i < c.weights.length; i++) {
                    sum += c.weights[i] * image.pixel(c.first + i, y);
                }
                wide[y * width + x] = sum;
            }
        }
        return GrayImage.owning(width, height, shrinkColumns(wide, width, contributions(image.height(), height)));
    }

    private static byte[] shrinkColumns(float[] wide, int width, Contribution[] rows) {
        byte[] pixels = new byte[width * rows.length];
        for (int y = 0; y < rows.length; y++) {
            Contribution c = rows[y];
            for (int x = 0; x < width; x++) {
                float sum = 0;
                for (int i = 0; i < c.weights.length; i++) {
                    sum += c.weights[i] * wide[(c.first + i) * width + x];
                }
                pixels[y * width + x] = (byte) Math.round(sum);
            }
        }
        return pixels;
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
