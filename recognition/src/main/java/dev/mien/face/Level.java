package dev.mien.face;

import dev.mien.image.RgbImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture at one size, as the network sees it through its window of {@link Tile#SIDE} pixels.
 *
 * <p>The first level is the whole picture in one window, as MediaPipe looks at it. Where the smallest face wanted would be less than
 * {@value #SURE} pixels wide in it, further ones follow, each at most twice as large, until it has that width; there windows
 * stand side by side and overlap by {@value #OVERLAP} pixels. A face that is at most that wide stands whole in one of them. What is wider
 * than that was at least half as wide a level before, twice what the network needs.
 */
record Level(RgbImage picture, double scaleX, double scaleY, boolean whole) {
    /**
     * Pixels of the network's window that a face needs to be found nearly wherever it stands in the window; smaller ones are found in
     * some places and missed in others.
     */
    static final int SURE = 14;

    /** Pixels that neighbouring windows share. */
    static final int OVERLAP = 48;

    /** The levels that a picture needs. */
    static List<Level> of(RgbImage picture, double smallestFace) {
        double first = (double) Tile.SIDE / Math.max(picture.width(), picture.height());
        double last = SURE / smallestFace;
        int more = last <= first ? 0 : (int) Math.ceil(Math.log(last / first) / Math.log(2));
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i <= more; i++) {
            double scale = more == 0 ? first : first * Math.pow(last / first, (double) i / more);
            levels.add(of(picture, scale, i == 0));
        }
        return levels;
    }

    private static Level of(RgbImage picture, double scale, boolean whole) {
        int width = (int) Math.max(1, Math.round(picture.width() * scale));
        int height = (int) Math.max(1, Math.round(picture.height() * scale));
        return new Level(
                picture.resized(width, height),
                (double) width / picture.width(),
                (double) height / picture.height(),
                whole);
    }

    /** The windows, row by row. */
    List<Tile> tiles() {
        List<Tile> tiles = new ArrayList<>();
        for (int top : starts(picture.height())) {
            for (int left : starts(picture.width())) {
                tiles.add(new Tile(this, left, top));
            }
        }
        return tiles;
    }

    /** Where windows begin along a side: evenly, or one with the picture in its middle. */
    private static int[] starts(int length) {
        int room = length - Tile.SIDE;
        if (room <= 0) {
            return new int[] {-(-room / 2)};
        }
        int step = Tile.SIDE - OVERLAP;
        int[] starts = new int[(room + step - 1) / step + 1];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = (int) ((long) room * i / (starts.length - 1));
        }
        return starts;
    }
}
