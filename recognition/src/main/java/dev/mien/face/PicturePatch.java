package dev.mien.face;

import dev.mien.image.RgbImage;
import java.util.List;

/**
 * A square piece of a picture in one mix of its colours. It is reduced by a whole number: each cell is the mean of a
 * square of so many pixels along its side.
 */
final class PicturePatch {
    /**
     * The weight of each colour.
     *
     * @param red at least 0
     * @param green at least 0
     * @param blue at least 0; not all are 0
     */
    record Mix(int red, int green, int blue) {
        /** Luma by ITU-R BT.601. */
        static final Mix LUMA = new Mix(299, 587, 114);

        /** Each colour by itself. */
        static final List<Mix> COLORS = List.of(new Mix(1, 0, 0), new Mix(0, 1, 0), new Mix(0, 0, 1));

        private int whole() {
            return red + green + blue;
        }
    }

    private final Mix mix;
    private final int left;
    private final int top;
    private final int side;
    private final int reduction;
    private final float[] cells;

    private PicturePatch(Mix mix, int left, int top, int side, int reduction) {
        this.mix = mix;
        this.left = left;
        this.top = top;
        this.side = side;
        this.reduction = reduction;
        cells = new float[side * side];
    }

    /**
     * The piece around a point. The picture's border is repeated beyond it.
     *
     * @param reach how far from the centre along either axis something will be asked for, in pixels
     * @param reduction pixels along a cell's side, at least 1
     */
    static PicturePatch of(RgbImage picture, Mix mix, Point centre, double reach, int reduction) {
        int side = (int) Math.ceil(2 * reach / reduction) + 2;
        int left = (int) Math.floor(centre.x() - reach) - reduction / 2 - 1;
        int top = (int) Math.floor(centre.y() - reach) - reduction / 2 - 1;
        PicturePatch patch = new PicturePatch(mix, left, top, side + 1, reduction);
        patch.fill(picture);
        return patch;
    }

    private void fill(RgbImage picture) {
        int first = clamp(left, picture.width());
        int end = clamp(left + side * reduction - 1, picture.width()) + 1;
        byte[] row = new byte[(end - first) * RgbImage.CHANNELS];
        int[] columns = new int[side * reduction];
        for (int x = 0; x < columns.length; x++) {
            columns[x] = (clamp(left + x, picture.width()) - first) * RgbImage.CHANNELS;
        }
        long[] sums = new long[side];
        for (int y = 0; y < side * reduction; y++) {
            picture.copyRow(first, clamp(top + y, picture.height()), end - first, row);
            add(row, columns, sums);
            if ((y + 1) % reduction == 0) {
                finish(sums, y / reduction);
            }
        }
    }

    private static int clamp(int value, int length) {
        return Math.max(0, Math.min(length - 1, value));
    }

    private void add(byte[] row, int[] columns, long[] sums) {
        for (int cell = 0, x = 0; cell < side; cell++) {
            int red = 0;
            int green = 0;
            int blue = 0;
            for (int end = x + reduction; x < end; x++) {
                int at = columns[x];
                red += row[at] & 0xff;
                green += row[at + 1] & 0xff;
                blue += row[at + 2] & 0xff;
            }
            sums[cell] += (long) mix.red() * red + (long) mix.green() * green + (long) mix.blue() * blue;
        }
    }

    private void finish(long[] sums, int row) {
        float scale = 1f / ((float) mix.whole() * reduction * reduction);
        for (int x = 0; x < side; x++) {
            cells[row * side + x] = sums[x] * scale;
            sums[x] = 0;
        }
    }

    /** The value at a place of the picture, 0 to 255, between the nearest four cells (bilinear). */
    double at(double x, double y) {
        double across = (x - left) / reduction - 0.5;
        double down = (y - top) / reduction - 0.5;
        int column = clamp((int) across, side - 1);
        int row = clamp((int) down, side - 1);
        double right = across - column;
        double below = down - row;
        int cell = row * side + column;
        double upper = cells[cell] + right * (cells[cell + 1] - cells[cell]);
        double lower = cells[cell + side] + right * (cells[cell + side + 1] - cells[cell + side]);
        return upper + below * (lower - upper);
    }
}
