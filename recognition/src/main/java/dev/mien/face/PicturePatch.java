package dev.mien.face;

import dev.mien.image.RgbImage;
import java.util.Arrays;

/**
 * A square piece of a picture in its colours or in grey. It is reduced by a whole number: each cell is the mean of a
 * square of so many pixels along its side.
 */
final class PicturePatch {
    /** What a cell holds. */
    enum Content {
        /** Luma by ITU-R BT.601. */
        LUMA(1),
        /** Red, green and blue. */
        COLORS(RgbImage.CHANNELS);

        /** Number of values of a cell. */
        final int values;

        Content(int values) {
            this.values = values;
        }
    }

    private static final int RED = 299;
    private static final int GREEN = 587;
    private static final int BLUE = 114;

    /** A cell's values follow each other, row by row. */
    final float[] cells;

    /** Number of cells along either side. */
    final int side;

    /** The left side of the first cell, in pixels of the picture. */
    final int left;

    /** The upper side of the first cell, in pixels of the picture. */
    final int top;

    private final Content content;
    private final int reduction;

    private PicturePatch(Content content, int left, int top, int side, int reduction) {
        this.content = content;
        this.left = left;
        this.top = top;
        this.side = side;
        this.reduction = reduction;
        cells = new float[side * side * content.values];
    }

    /**
     * The piece around a point. The picture's border is repeated beyond it.
     *
     * @param reach how far from the centre along either axis something will be asked for, in pixels
     * @param reduction pixels along a cell's side, at least 1
     */
    static PicturePatch of(RgbImage picture, Content content, Point centre, double reach, int reduction) {
        int side = (int) Math.ceil(2 * reach / reduction) + 2;
        int left = (int) Math.floor(centre.x() - reach) - reduction / 2 - 1;
        int top = (int) Math.floor(centre.y() - reach) - reduction / 2 - 1;
        PicturePatch patch = new PicturePatch(content, left, top, side + 1, reduction);
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
        int[] sums = new int[side * RgbImage.CHANNELS];
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

    private void add(byte[] row, int[] columns, int[] sums) {
        for (int cell = 0, x = 0; cell < sums.length; cell += RgbImage.CHANNELS) {
            int red = 0;
            int green = 0;
            int blue = 0;
            for (int end = x + reduction; x < end; x++) {
                int at = columns[x];
                red += row[at] & 0xff;
                green += row[at + 1] & 0xff;
                blue += row[at + 2] & 0xff;
            }
            sums[cell] += red;
            sums[cell + 1] += green;
            sums[cell + 2] += blue;
        }
    }

    private void finish(int[] sums, int row) {
        float count = (float) reduction * reduction;
        int next = row * side * content.values;
        if (content == Content.COLORS) {
            for (int i = 0; i < sums.length; i++) {
                cells[next + i] = sums[i] / count;
            }
        } else {
            float whole = (RED + GREEN + BLUE) * count;
            for (int i = 0; i < sums.length; i += RgbImage.CHANNELS) {
                long mix = (long) RED * sums[i] + (long) GREEN * sums[i + 1] + (long) BLUE * sums[i + 2];
                cells[next++] = mix / whole;
            }
        }
        Arrays.fill(sums, 0);
    }
}
