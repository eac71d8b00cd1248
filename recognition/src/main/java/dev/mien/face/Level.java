package dev.mien.face;

import dev.mien.image.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A picture at one size, as the network sees it.
 *
 * <p>The network finds faces of {@value #SURE} to about 110 pixels. The coarsest level is {@value #FIRST} pixels along the longer side, so that a face
 * that fills the picture is found too. Where the smallest face wanted would be less than {@value #SURE} pixels wide in it, finer ones
 * follow, each at most {@value #FACTOR} times as large as the one before, until it has that width. A level is one window, or is cut into
 * several that overlap by {@value #OVERLAP} pixels: a face that is at most that wide stands whole in one of them, and what is wider
 * and cut is wide enough for the next coarser level.
 *
 * @param width in pixels; the network wants multiples of {@value Tile#MULTIPLE}, so the picture is stretched to one where that changes it by
 *     less than {@value #STRETCH}
 * @param height likewise
 */
record Level(RgbImage picture, int width, int height) {
    /** Pixels that a face needs to be found nearly wherever it stands; smaller ones are found in some places and missed in others. */
    static final int SURE = 14;

    /** The longer side of the coarsest level, in pixels. */
    static final int FIRST = 160;

    /** Between neighbouring levels. */
    static final double FACTOR = 2.65;

    /** Pixels that neighbouring windows share. */
    static final int OVERLAP = 32;

    /**
     * The longest side of a window, in pixels: what the network was trained with. It computes any size, but in larger windows small faces score
     * less: of drawn ones on an even ground, a third fewer are found with 256 pixels, half as many with 576.
     */
    static final int LONGEST = 192;

    static final double STRETCH = 1.0 / 30;

    /** The levels that a picture needs, the finest first. */
    static List<Level> of(RgbImage picture, double smallestFace) {
        double first = (double) FIRST / Math.max(picture.width(), picture.height());
        double last = SURE / smallestFace;
        int more = last <= first ? 0 : (int) Math.ceil(Math.log(last / first) / Math.log(FACTOR));
        List<Level> levels = new ArrayList<>();
        for (int i = more; i >= 0; i--) {
            double scale = more == 0 ? first : first * Math.pow(last / first, (double) i / more);
            levels.add(new Level(picture, side(picture.width() * scale), side(picture.height() * scale)));
        }
        return levels;
    }

    private static int side(double wanted) {
        long stretched = Math.round(wanted / Tile.MULTIPLE) * Tile.MULTIPLE;
        return (int) (Math.abs(stretched - wanted) < STRETCH * wanted ? stretched : Math.max(1, Math.round(wanted)));
    }

    /** How many times as wide as the picture it is. */
    double scaleX() {
        return (double) width / picture.width();
    }

    /** How many times as high as the picture it is. */
    double scaleY() {
        return (double) height / picture.height();
    }

    /** The windows, row by row. */
    List<Tile> tiles() {
        int columns = window(width);
        int rows = window(height);
        List<Tile> tiles = new ArrayList<>();
        for (int top : starts(height, rows)) {
            for (int left : starts(width, columns)) {
                tiles.add(new Tile(this, left, top, length(width - left, columns), length(height - top, rows)));
            }
        }
        return tiles;
    }

    /** Where windows begin along a side; each but the first begins before the one before ends. */
    private static int[] starts(int side, int window) {
        int more = side <= window ? 0 : (side - OVERLAP - 1) / (window - OVERLAP);
        return IntStream.rangeClosed(0, more).map(i -> i * (window - OVERLAP)).toArray();
    }

    private static int length(int rest, int most) {
        return Math.min(Tile.whole(rest), most);
    }

    /** The side of a window where as few as can be share a side. */
    private static int window(int side) {
        int more = Math.max(0, side - OVERLAP - 1) / (LONGEST - OVERLAP);
        return Tile.whole((double) (side + more * OVERLAP) / (more + 1));
    }
}
