package dev.mien.face;

import dev.mien.image.RgbImage;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Resizes a part of a picture straight into a network's input, without a picture in between. */
final class AreaSampler {
    static final int CHANNELS = RgbImage.CHANNELS;

    /** {@code output_tensor_float_range} of MediaPipe's face_detection.pbtxt: -1 to 1. */
    private static final float HALF_RANGE = 127.5f;

    private static final float BLACK = -1;

    private final RgbImage picture;
    private final AreaAxis columns;
    private final AreaAxis rows;
    private final int firstColumn;
    private final byte[] source;
    private final float[][] lines = new float[2][];
    private final int[] lineRows = {-1, -1};

    AreaSampler(RgbImage picture, AreaAxis columns, AreaAxis rows) {
        this.picture = picture;
        this.columns = columns;
        this.rows = rows;
        int count = columns.first.length;
        firstColumn = columns.first[0];
        int end = columns.first[count - 1] + (columns.taps - 1) * columns.step + 1;
        source = new byte[(end - firstColumn) * CHANNELS];
        lines[0] = new float[count * CHANNELS];
        lines[1] = new float[count * CHANNELS];
    }

    /**
     * Puts the pixels: all red, all green, all blue, row by row, -1 to 1, and black where the axes end before the target does.
     *
     * @param target of 3 x height x width
     */
    void put(FloatBuffer target, int width, int height) {
        float[] black = new float[width];
        Arrays.fill(black, BLACK);
        float[] sums = new float[lines[0].length];
        int count = columns.first.length;
        for (int y = 0; y < height; y++) {
            boolean inside = y < rows.first.length;
            if (inside) {
                mix(y, sums);
            }
            for (int channel = 0; channel < CHANNELS; channel++) {
                int at = (channel * height + y) * width;
                int filled = inside ? count : 0;
                target.put(at, sums, channel * count, filled);
                target.put(at + filled, black, 0, width - filled);
            }
        }
    }

    /** One target row: its source rows, each resized along its own length, by their weights. */
    private void mix(int y, float[] sums) {
        Arrays.fill(sums, BLACK);
        for (int tap = 0; tap < rows.taps; tap++) {
            float weight = rows.weights[y * rows.taps + tap] / HALF_RANGE;
            if (weight > 0) {
                float[] line = line(rows.first[y] + tap * rows.step);
                for (int x = 0; x < sums.length; x++) {
                    sums[x] += weight * line[x];
                }
            }
        }
    }

    /** A source row at the target's width, red before green before blue. Two are kept, since neighbouring target rows share them. */
    private float[] line(int row) {
        int place = row / rows.step % 2;
        if (lineRows[place] != row) {
            picture.copyRow(firstColumn, row, source.length / CHANNELS, source);
            shrink(lines[place]);
            lineRows[place] = row;
        }
        return lines[place];
    }

    private void shrink(float[] line) {
        int count = columns.first.length;
        int taps = columns.taps;
        int step = columns.step * CHANNELS;
        for (int x = 0; x < count; x++) {
            int at = (columns.first[x] - firstColumn) * CHANNELS;
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int i = x * taps; i < (x + 1) * taps; i++) {
                float weight = columns.weights[i];
                red += weight * (source[at] & 0xff);
                green += weight * (source[at + 1] & 0xff);
                blue += weight * (source[at + 2] & 0xff);
                at += step;
            }
            line[x] = red;
            line[count + x] = green;
            line[2 * count + x] = blue;
        }
    }
}
