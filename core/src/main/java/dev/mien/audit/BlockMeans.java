package dev.mien.audit;

import dev.mien.dataset.Dataset;

/**
 * The means of 8x8 square blocks of a picture, for any window up to {@link NearCopies#REACH} pixels off the middle.
 * They come from one table of sums. One object serves many pictures.
 */
final class BlockMeans {
    /** Blocks on a side. */
    static final int GRID = 8;

    static final int COUNT = GRID * GRID;

    private final int width;
    private final int height;
    private final int side;
    private final byte[] pixels;
    private final int[] sums;
    private final int[] corners = new int[(GRID + 1) * (GRID + 1)];

    BlockMeans(Dataset data) {
        this.width = data.width();
        this.height = data.height();
        this.side = side(data);
        this.pixels = new byte[data.pixelsPerSample()];
        this.sums = new int[(width + 1) * (height + 1)];
    }

    /** Side of a block in pixels; 0 if the pictures are too small to be compared by blocks. */
    static int side(Dataset data) {
        return Math.max(0, (Math.min(data.width(), data.height()) - 2 * NearCopies.REACH) / GRID);
    }

    /** Turns to a picture, or to its mirror image. */
    void load(Dataset data, int index, boolean mirrored) {
        data.copyPixels(index, pixels, 0);
        for (int y = 0; y < height; y++) {
            int rowSum = 0;
            int above = y * (width + 1) + 1;
            for (int x = 0; x < width; x++) {
                rowSum += pixels[y * width + (mirrored ? width - 1 - x : x)] & 0xff;
                sums[above + width + 1 + x] = sums[above + x] + rowSum;
            }
        }
    }

    /** Writes the {@link #COUNT} means, 0 to 255, of the window that is {@code (dx, dy)} off the middle. */
    void means(int dx, int dy, float[] target) {
        int left = (width - GRID * side) / 2 + dx;
        int top = (height - GRID * side) / 2 + dy;
        for (int y = 0; y <= GRID; y++) {
            int from = (top + y * side) * (width + 1) + left;
            for (int x = 0; x <= GRID; x++) {
                corners[y * (GRID + 1) + x] = sums[from + x * side];
            }
        }
        float share = 1f / (side * side);
        for (int y = 0; y < GRID; y++) {
            for (int x = 0; x < GRID; x++) {
                int corner = y * (GRID + 1) + x;
                int sum =
                        corners[corner] - corners[corner + 1] - corners[corner + GRID + 1] + corners[corner + GRID + 2];
                target[y * GRID + x] = share * sum;
            }
        }
    }
}
