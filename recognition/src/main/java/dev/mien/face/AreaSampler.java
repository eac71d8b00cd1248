package dev.mien.face;

import dev.mien.image.RgbImage;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Resizes a part of a picture straight into a network's input, without a picture in between. Rows are mixed first, at
 * the picture's width. That is one long sum of products, which Java's compiler turns into vector instructions.
 */
final class AreaSampler {
    static final int CHANNELS = RgbImage.CHANNELS;

    private final RgbImage picture;
    private final AreaAxis columns;
    private final AreaAxis rows;
    private final int firstColumn;
    private final byte[] source;

    /** For each target pixel, the place of its first value in a line. */
    private final int[] offsets;

    private final float[][] lines;
    private final int[] lineRows;

    AreaSampler(RgbImage picture, AreaAxis columns, AreaAxis rows) {
        this.picture = picture;
        this.columns = columns;
        this.rows = rows;
        firstColumn = columns.first[0];
        int last = columns.first[columns.first.length - 1] - firstColumn + (columns.taps - 1) * columns.step;
        source = new byte[(last + 1) * CHANNELS];
        offsets = Arrays.stream(columns.first)
                .map(first -> (first - firstColumn) / columns.step * CHANNELS)
                .toArray();
        lines = new float[rows.taps][(last / columns.step + 1) * CHANNELS];
        lineRows = new int[rows.taps];
        Arrays.fill(lineRows, -1);
    }

    /**
     * Puts rows of pixels: all red, all green, all blue, row by row, 0 to 255. The last row and the last column of the
     * axes are repeated up to the target's end.
     *
     * @param target of 3 x height x width
     * @param from the first row
     * @param to the row behind the last one
     */
    void put(FloatBuffer target, int width, int height, int from, int to) {
        float[] mixed = new float[lines[0].length];
        int count = offsets.length;
        float[] pixels = new float[count * CHANNELS];
        float[] beyond = new float[width - count];
        for (int y = from; y < to; y++) {
            if (y == from || y < rows.first.length) {
                mix(Math.min(y, rows.first.length - 1), mixed);
                shrink(mixed, pixels);
            }
            for (int channel = 0; channel < CHANNELS; channel++) {
                int at = (channel * height + y) * width;
                Arrays.fill(beyond, pixels[(channel + 1) * count - 1]);
                target.put(at, pixels, channel * count, count);
                target.put(at + count, beyond);
            }
        }
    }

    /** Mixes the source rows of one target row by their weights. */
    private void mix(int y, float[] mixed) {
        Arrays.fill(mixed, 0);
        for (int tap = 0; tap < rows.taps; tap++) {
            float weight = rows.weights[y * rows.taps + tap];
            if (weight > 0) {
                add(weight, line(rows.first[y] + tap * rows.step), mixed);
            }
        }
    }

    private static void add(float weight, float[] line, float[] mixed) {
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] += weight * line[i];
        }
    }

    /**
     * The pixels read from a source row. The rows of one target row are kept, because its neighbour shares some of
     * them.
     */
    private float[] line(int row) {
        int place = row / rows.step % rows.taps;
        if (lineRows[place] != row) {
            picture.copyRow(firstColumn, row, source.length / CHANNELS, source);
            widen(lines[place]);
            lineRows[place] = row;
        }
        return lines[place];
    }

    private void widen(float[] line) {
        int step = columns.step * CHANNELS;
        for (int i = 0, at = 0; i < line.length; i += CHANNELS, at += step) {
            line[i] = source[at] & 0xff;
            line[i + 1] = source[at + 1] & 0xff;
            line[i + 2] = source[at + 2] & 0xff;
        }
    }

    /** A row at the target's width, red before green before blue. */
    private void shrink(float[] mixed, float[] pixels) {
        int count = offsets.length;
        int taps = columns.taps;
        for (int x = 0; x < count; x++) {
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int tap = 0, at = offsets[x]; tap < taps; tap++, at += CHANNELS) {
                float weight = columns.weights[x * taps + tap];
                red += weight * mixed[at];
                green += weight * mixed[at + 1];
                blue += weight * mixed[at + 2];
            }
            pixels[x] = red;
            pixels[count + x] = green;
            pixels[2 * count + x] = blue;
        }
    }
}
