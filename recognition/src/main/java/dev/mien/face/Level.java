package dev.mien.face;

import dev.mien.image.RgbImage;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole picture at one size, as the network sees it.
 *
 * <p>A face of {@value #LEAST} pixels is seen. So the smallest face wanted has that width in the finest level. Of a
 * face wider than {@value #MOST} pixels the network sees parts. So a coarse level follows if the finest has room for
 * such a face.
 *
 * @param width in pixels. The network wants multiples of {@value #MULTIPLE}. The picture is stretched to one if that
 *     changes it by less than {@value #STRETCH}
 * @param height likewise
 */
record Level(RgbImage picture, int width, int height) {
    /** Pixels that a face needs to be seen. In photos of many sizes all faces of 10 pixels were seen, and 92 % of 9. */
    static final int LEAST = 10;

    /** The widest face with a good box, in pixels. */
    static final int MOST = 240;

    /** The longer side of the coarse level, in pixels. */
    static final int COARSE = 256;

    /** A picture with a longer shorter side has room for a face wider than {@link #MOST}. */
    static final int ROOM = 320;

    /** The network halves its maps five times, so its sides are multiples of this. */
    static final int MULTIPLE = 32;

    static final double STRETCH = 1.0 / 20;

    /** How much a picture is enlarged at most. */
    private static final double MOST_ENLARGED = 2.5;

    /** The levels that a picture needs, the finest first. */
    static List<Level> of(RgbImage picture, double smallestFace) {
        double scale = scale(smallestFace);
        List<Level> levels = new ArrayList<>(List.of(scaled(picture, scale)));
        if (Math.min(picture.width(), picture.height()) * scale > ROOM) {
            levels.add(scaled(picture, (double) COARSE / Math.max(picture.width(), picture.height())));
        }
        return levels;
    }

    /** The scale at which the smallest face wanted is just seen. */
    static double scale(double smallestFace) {
        return Math.min(MOST_ENLARGED, LEAST / smallestFace);
    }

    private static Level scaled(RgbImage picture, double scale) {
        return new Level(picture, side(picture.width() * scale), side(picture.height() * scale));
    }

    private static int side(double wanted) {
        long stretched = Math.round(wanted / MULTIPLE) * MULTIPLE;
        return (int) (Math.abs(stretched - wanted) < STRETCH * wanted ? stretched : Math.max(1, Math.round(wanted)));
    }

    /** The level's width as a share of the picture's. */
    double scaleX() {
        return (double) width / picture.width();
    }

    /** The level's height as a share of the picture's. */
    double scaleY() {
        return (double) height / picture.height();
    }

    /** The network's width: the least multiple with room for the level. */
    int networkWidth() {
        return whole(width);
    }

    /** The network's height. */
    int networkHeight() {
        return whole(height);
    }

    /** The least multiple of {@value #MULTIPLE} that is not below a number. */
    static int whole(int pixels) {
        return (pixels + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
    }

    /**
     * Puts all red, all green, all blue, row by row, 0 to 255. The level's border is repeated beyond it.
     *
     * @param threads that work together, at least 1
     */
    void put(FloatBuffer target, int threads) {
        AreaAxis columns = AreaAxis.of(picture.width(), width, 0, width);
        AreaAxis rows = AreaAxis.of(picture.height(), height, 0, height);
        SharedWork.of(
                networkHeight(),
                threads,
                (from, to) ->
                        new AreaSampler(picture, columns, rows).put(target, networkWidth(), networkHeight(), from, to));
    }
}
