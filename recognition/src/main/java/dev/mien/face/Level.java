package dev.mien.face;

import dev.mien.image.RgbImage;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole picture at one size, as the network sees it.
 *
 * <p>A face of {@value #LEAST} pixels is seen, so the finest level is the one in which the smallest face wanted has that width. Of faces wider than
 * {@value #MOST} pixels the network sees parts; so where one could stand in the finest level, a coarse one follows.
 *
 * @param width in pixels; the network wants multiples of {@value #MULTIPLE}, so the picture is stretched to one where that changes it by
 *     less than {@value #STRETCH}
 * @param height likewise
 */
record Level(RgbImage picture, int width, int height) {
    /** Pixels that a face needs to be seen: in photos shrunk to many sizes, all faces of 10 pixels were, 92 % of those of 9 and 76 % of those of 8. */
    static final int LEAST = 10;

    /** Pixels of the widest face whose box is right. */
    static final int MOST = 240;

    /** The longer side of the coarse level, in pixels. */
    static final int COARSE = 256;

    /** Where the shorter side of the finest level is longer, a face could be wider than {@link #MOST}. */
    static final int ROOM = 320;

    /** What the network's sides are multiples of: it halves its maps five times. */
    static final int MULTIPLE = 32;

    static final double STRETCH = 1.0 / 20;

    /** How much a picture is enlarged at most. */
    private static final double MOST_ENLARGED = 2.5;

    /** The levels that a picture needs, the finest first. */
    static List<Level> of(RgbImage picture, double smallestFace) {
        double scale = Math.min(MOST_ENLARGED, LEAST / smallestFace);
        List<Level> levels = new ArrayList<>(List.of(scaled(picture, scale)));
        if (Math.min(picture.width(), picture.height()) * scale > ROOM) {
            levels.add(scaled(picture, (double) COARSE / Math.max(picture.width(), picture.height())));
        }
        return levels;
    }

    private static Level scaled(RgbImage picture, double scale) {
        return new Level(picture, side(picture.width() * scale), side(picture.height() * scale));
    }

    private static int side(double wanted) {
        long stretched = Math.round(wanted / MULTIPLE) * MULTIPLE;
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

    /** The network's width: the least multiple that has room for the level. */
    int networkWidth() {
        return whole(width);
    }

    /** The network's height. */
    int networkHeight() {
        return whole(height);
    }

    private static int whole(int pixels) {
        return (pixels + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
    }

    /** Puts all red, all green, all blue, row by row, 0 to 255; beyond the level its border is repeated. */
    void put(FloatBuffer target) {
        new AreaSampler(
                        picture,
                        AreaAxis.of(picture.width(), width, 0, width),
                        AreaAxis.of(picture.height(), height, 0, height))
                .put(target, networkWidth(), networkHeight());
    }
}
