package dev.mien.engine;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Converts maps to tiles and tiles to maps. A tile covers {@code size} rows and columns of a map. The next tile begins
 * {@code step} further on. The first one begins {@code padding} before the map, where the values are zeros.
 * {@link Spread} turns each tile X into the tile P X P'. {@link Collect} adds up the tiles Q X Q' where they overlap.
 * With a transposed matrix, each of the two is the gradient of the other. So with the matrices of
 * {@link WinogradMatrices} they do all six transformations of the forward and backward passes.
 *
 * <p>In native memory, maps are stored as N, H, W, C, and tiles as position within the tile, tile, C. The work takes a
 * row of tiles at a time, over arrays that stay in the nearest caches. A row of a map is split into {@code step}
 * phases. Phase q holds column q of each tile. Column q + step of a tile is column q of the next one.
 *
 * @param height the height of a map
 * @param width the width of a map
 * @param channels the number of channels C
 * @param size the side of a tile
 * @param step the distance from one tile to the next
 * @param padding the number of zeros before the map
 */
record WinogradTiles(int height, int width, int channels, int size, int step, int padding) {

    /** The number of tiles from top to bottom. */
    int rows() {
        return (height + step - 1) / step;
    }

    int columns() {
        return (width + step - 1) / step;
    }

    int perMap() {
        return rows() * columns();
    }

    /** The number of values for one position in a row of tiles. */
    private int stripLength() {
        return columns() * channels;
    }

    private int phaseLength() {
        int last = Math.max((columns() - 1) * step + size, padding + width);
        return (last + step - 1) / step * channels;
    }

    private float[][] strips(int count) {
        return new float[count][stripLength()];
    }

    private float[][] phases() {
        return new float[step][phaseLength()];
    }

    private float[][][] window(int rows) {
        float[][][] window = new float[rows][][];
        Arrays.setAll(window, i -> phases());
        return window;
    }

    private static float[][] ofPhase(float[][][] window, int phase) {
        float[][] rows = new float[window.length][];
        Arrays.setAll(rows, i -> window[i][phase]);
        return rows;
    }

    private static void rotate(float[][][] window, int by) {
        float[][][] first = Arrays.copyOf(window, by);
        System.arraycopy(window, by, window, 0, window.length - by);
        System.arraycopy(first, 0, window, window.length - by, by);
    }

    /** Converts maps to tiles. It has the memory of one worker, so it is not safe for use by two threads at once. */
    static final class Spread {
        private final WinogradTiles tiles;
        private final RowProduct product;
        private final int positions;
        private final float[] row;
        private final float[][][] window;
        private final float[][][] mixed;
        private final float[][][] vertical;
        private final float[][] columns;
        private final float[][] strips;
        private final float[][] horizontal;

        /** @param matrix P, positions x size */
        Spread(WinogradTiles tiles, float[][] matrix) {
            this.tiles = tiles;
            product = new RowProduct(matrix);
            positions = matrix.length;
            row = new float[tiles.width * tiles.channels];
            window = tiles.window(tiles.size);
            mixed = tiles.window(positions);
            vertical = new float[tiles.step][][];
            float[][] temporaries = product.temporaries(tiles.phaseLength());
            Arrays.setAll(vertical, phase -> product.rows(ofPhase(window, phase), ofPhase(mixed, phase), temporaries));
            columns = tiles.strips(tiles.size);
            strips = tiles.strips(positions);
            horizontal = product.rows(columns, strips, temporaries);
        }

        /** Fills the tiles of one map. */
        void run(FloatBuffer maps, int map, FloatBuffer target) {
            int plane = target.capacity() / (positions * positions);
            for (int strip = 0; strip < tiles.rows(); strip++) {
                readStrip(maps, map, strip);
                for (float[][] rows : vertical) {
                    product.run(rows, tiles.phaseLength());
                }
                int begin = (map * tiles.rows() + strip) * tiles.stripLength();
                for (int i = 0; i < positions; i++) {
                    takeColumns(mixed[i]);
                    product.run(horizontal, tiles.stripLength());
                    for (int j = 0; j < positions; j++) {
                        target.put((i * positions + j) * plane + begin, strips[j]);
                    }
                }
            }
        }

        /** Moves the window to a strip. Some of its rows are known from the strip before. */
        private void readStrip(FloatBuffer maps, int map, int strip) {
            int known = strip == 0 ? 0 : tiles.size - tiles.step;
            if (known > 0) {
                rotate(window, tiles.step);
            }
            for (int i = known; i < tiles.size; i++) {
                read(maps, map, strip * tiles.step + i - tiles.padding, window[i]);
            }
            for (int phase = 0; phase < tiles.step; phase++) {
                for (int i = 0; i < tiles.size; i++) {
                    vertical[phase][i] = window[i][phase];
                }
            }
        }

        private void read(FloatBuffer maps, int map, int y, float[][] phases) {
            if (y < 0 || y >= tiles.height) {
                for (float[] phase : phases) {
                    Arrays.fill(phase, 0);
                }
                return;
            }
            maps.get((map * tiles.height + y) * row.length, row);
            for (int x = 0; x < tiles.width; x++) {
                int column = x + tiles.padding;
                int to = column / tiles.step * tiles.channels;
                System.arraycopy(row, x * tiles.channels, phases[column % tiles.step], to, tiles.channels);
            }
        }

        private void takeColumns(float[][] phases) {
            for (int j = 0; j < tiles.size; j++) {
                float[] phase = phases[j % tiles.step];
                if (j < tiles.step) {
                    horizontal[j] = phase;
                } else {
                    System.arraycopy(phase, j / tiles.step * tiles.channels, columns[j], 0, tiles.stripLength());
                }
            }
        }
    }

    /** Converts tiles to maps. It has the memory of one worker, so it is not safe for use by two threads at once. */
    static final class Collect {
        private final WinogradTiles tiles;
        private final RowProduct product;
        private final int positions;
        private final boolean overlap;
        private final float[][] strips;
        private final float[][][] vertical;
        private final float[][][] horizontal;
        private final float[][] columns;
        private final float[][][] window;
        private final float[] row;

        /** @param matrix Q, size x positions */
        Collect(WinogradTiles tiles, float[][] matrix) {
            this.tiles = tiles;
            product = new RowProduct(matrix);
            positions = matrix[0].length;
            overlap = tiles.size > tiles.step;
            strips = tiles.strips(positions);
            window = tiles.window(tiles.size);
            columns = tiles.strips(tiles.size);
            row = new float[tiles.width * tiles.channels];
            float[][][] sums = new float[tiles.size][][];
            Arrays.setAll(sums, i -> tiles.strips(positions));
            float[][] temporaries = product.temporaries(tiles.stripLength());
            vertical = new float[positions][][];
            Arrays.setAll(vertical, j -> product.rows(strips, ofPhase(sums, j), temporaries));
            horizontal = new float[tiles.size][][];
            Arrays.setAll(horizontal, i -> product.rows(sums[i], overlap ? columns : window[i], temporaries));
        }

        /**
         * Overwrites one map.
         *
         * @param added values that are added to each row of the map, or an empty array
         */
        void run(FloatBuffer source, int map, float[] added, FloatBuffer maps) {
            clear(0);
            for (int strip = 0; strip < tiles.rows(); strip++) {
                mixRows(source, (map * tiles.rows() + strip) * tiles.stripLength());
                for (int i = 0; i < tiles.size; i++) {
                    product.run(horizontal[i], tiles.stripLength());
                    if (overlap) {
                        addColumns(window[i]);
                    }
                }
                writeStrip(maps, map, strip, added);
            }
        }

        /** Multiplies Q by a row of tiles. */
        private void mixRows(FloatBuffer source, int begin) {
            int plane = source.capacity() / (positions * positions);
            for (int j = 0; j < positions; j++) {
                for (int k = 0; k < positions; k++) {
                    source.get((k * positions + j) * plane + begin, strips[k]);
                }
                product.run(vertical[j], tiles.stripLength());
            }
        }

        private void addColumns(float[][] phases) {
            for (int j = 0; j < tiles.size; j++) {
                add(columns[j], phases[j % tiles.step], j / tiles.step * tiles.channels);
            }
        }

        /** Writes the rows that no further strip changes, and moves the window on. */
        private void writeStrip(FloatBuffer maps, int map, int strip, float[] added) {
            int complete = strip == tiles.rows() - 1 ? tiles.size : tiles.step;
            for (int i = 0; i < complete; i++) {
                int y = strip * tiles.step + i - tiles.padding;
                if (y >= 0 && y < tiles.height) {
                    write(window[i], added, (map * tiles.height + y) * row.length, maps);
                }
            }
            if (overlap) {
                rotate(window, tiles.step);
                clear(tiles.size - tiles.step);
            }
        }

        private void clear(int from) {
            for (int i = from; i < tiles.size; i++) {
                for (float[] phase : window[i]) {
                    Arrays.fill(phase, 0);
                }
            }
        }

        private void write(float[][] phases, float[] added, int index, FloatBuffer maps) {
            for (int x = 0; x < tiles.width; x++) {
                int column = x + tiles.padding;
                int from = column / tiles.step * tiles.channels;
                System.arraycopy(phases[column % tiles.step], from, row, x * tiles.channels, tiles.channels);
            }
            if (added.length > 0) {
                add(added, row, 0);
            }
            maps.put(index, row);
        }

        private static void add(float[] values, float[] target, int to) {
            for (int i = 0; i < values.length; i++) {
                target[to + i] += values[i];
            }
        }
    }
}
