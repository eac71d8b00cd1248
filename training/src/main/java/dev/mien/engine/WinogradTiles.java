package dev.mien.engine;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Between maps and tiles. A tile covers {@code size} rows and columns of a map, the next one begins {@code step} further, and
 * the first one {@code padding} before the map, where zeros are. {@link #spread} makes of each tile X the tile P X P', and
 * {@link #collect} adds the tiles Q X Q' up where they overlap: with the matrices of {@link WinogradMatrices} these two do all
 * six transformations of the forward and backward passes, since the one with a transposed matrix is the gradient of the other.
 *
 * <p>Maps are N, H, W, C in native memory; so are tiles: position within the tile, tile, C. Work goes a row of tiles at a time,
 * over arrays that stay in the nearest caches.
 *
 * @param height of a map
 * @param width of a map
 * @param channels C
 * @param size of a tile
 * @param step from one tile to the next
 * @param padding before the first tile
 */
record WinogradTiles(int height, int width, int channels, int size, int step, int padding) {

    /** Tiles one below the other. */
    int rows() {
        return (height + step - 1) / step;
    }

    int columns() {
        return (width + step - 1) / step;
    }

    int perMap() {
        return rows() * columns();
    }

    private int coveredRows() {
        return Math.max((rows() - 1) * step + size, padding + height);
    }

    private int rowLength() {
        return Math.max((columns() - 1) * step + size, padding + width) * channels;
    }

    /** Values of one position in a row of tiles. */
    private int stripLength() {
        return columns() * channels;
    }

    /** One worker's memory. */
    static final class Scratch {
        private final float[][] rows;
        private final float[] mixed;
        private final float[][] columns;
        private final float[][] strips;
        private final float[][][] sums;
        private final float[] row;

        /** @param positions rows of the matrix P, columns of Q */
        Scratch(WinogradTiles tiles, int positions) {
            rows = new float[tiles.coveredRows()][tiles.rowLength()];
            mixed = new float[tiles.rowLength()];
            columns = new float[Math.max(tiles.size, positions)][tiles.stripLength()];
            strips = new float[positions][tiles.stripLength()];
            sums = new float[tiles.size][positions][tiles.stripLength()];
            row = new float[tiles.width * tiles.channels];
        }
    }

    /**
     * Fills the tiles of one map.
     *
     * @param matrix P, positions x size
     */
    void spread(FloatBuffer maps, int map, float[][] matrix, FloatBuffer tiles, Scratch scratch) {
        int positions = matrix.length;
        int plane = tiles.capacity() / (positions * positions);
        for (int strip = 0; strip < rows(); strip++) {
            read(maps, map, strip, scratch);
            int target = (map * rows() + strip) * stripLength();
            for (int i = 0; i < positions; i++) {
                Combination.set(scratch.rows, matrix[i], scratch.mixed, scratch.mixed.length);
                gatherColumns(scratch);
                for (int j = 0; j < positions; j++) {
                    Combination.set(scratch.columns, matrix[j], scratch.strips[0], stripLength());
                    tiles.put((i * positions + j) * plane + target, scratch.strips[0]);
                }
            }
        }
    }

    private void read(FloatBuffer maps, int map, int strip, Scratch scratch) {
        int begin = padding * channels;
        int length = width * channels;
        for (int i = 0; i < size; i++) {
            float[] target = scratch.rows[i];
            int row = strip * step + i - padding;
            if (row < 0 || row >= height) {
                Arrays.fill(target, 0);
            } else {
                maps.get((map * height + row) * length, target, begin, length);
                Arrays.fill(target, 0, begin, 0);
                Arrays.fill(target, begin + length, target.length, 0);
            }
        }
    }

    private void gatherColumns(Scratch scratch) {
        for (int j = 0; j < size; j++) {
            for (int column = 0; column < columns(); column++) {
                int from = (column * step + j) * channels;
                System.arraycopy(scratch.mixed, from, scratch.columns[j], column * channels, channels);
            }
        }
    }

    /**
     * Overwrites one map.
     *
     * @param matrix Q, size x positions
     * @param added to each row of the map, or of length 0
     */
    void collect(FloatBuffer tiles, int map, float[][] matrix, float[] added, FloatBuffer maps, Scratch scratch) {
        for (float[] row : scratch.rows) {
            Arrays.fill(row, 0);
        }
        for (int strip = 0; strip < rows(); strip++) {
            collectStrip(tiles, (map * rows() + strip) * stripLength(), matrix, scratch);
            for (int i = 0; i < size; i++) {
                addColumns(scratch.sums[i], matrix, scratch, scratch.rows[strip * step + i]);
            }
        }
        write(map, added, maps, scratch);
    }

    /** Q times the tiles of a row of them. */
    private void collectStrip(FloatBuffer tiles, int source, float[][] matrix, Scratch scratch) {
        int positions = matrix[0].length;
        int plane = tiles.capacity() / (positions * positions);
        for (int j = 0; j < positions; j++) {
            for (int k = 0; k < positions; k++) {
                tiles.get((k * positions + j) * plane + source, scratch.strips[k]);
            }
            for (int i = 0; i < size; i++) {
                Combination.set(scratch.strips, matrix[i], scratch.sums[i][j], stripLength());
            }
        }
    }

    private void addColumns(float[][] sums, float[][] matrix, Scratch scratch, float[] row) {
        for (int j = 0; j < size; j++) {
            Combination.set(sums, matrix[j], scratch.mixed, stripLength());
            for (int column = 0; column < columns(); column++) {
                add(scratch.mixed, column * channels, row, (column * step + j) * channels, channels);
            }
        }
    }

    private void write(int map, float[] added, FloatBuffer maps, Scratch scratch) {
        for (int i = 0; i < height; i++) {
            System.arraycopy(scratch.rows[padding + i], padding * channels, scratch.row, 0, scratch.row.length);
            if (added.length > 0) {
                add(added, 0, scratch.row, 0, added.length);
            }
            maps.put((map * height + i) * width * channels, scratch.row);
        }
    }

    private static void add(float[] values, int from, float[] target, int to, int length) {
        for (int i = 0; i < length; i++) {
            target[to + i] += values[from + i];
        }
    }
}
