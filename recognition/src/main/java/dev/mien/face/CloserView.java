package dev.mien.face;

import dev.mien.image.RgbImage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A square window around a face that was seen before. It is turned, and the face has the size that the network sees
 * best.
 *
 * @param face as it was seen before
 * @param turn by how much the window is turned clockwise against the picture, in radians
 * @param side of the window, in pixels
 */
record CloserView(Sighting face, double turn, int side) {
    /** Side of a window with much around the face. */
    static final int WIDE = 96;

    /** Side of a window with little around the face. It costs less than half, and the score in it is lower. */
    static final int NARROW = 64;

    /** Number of values of the window. */
    int values() {
        return RgbImage.CHANNELS * side * side;
    }

    /** The face's size in the window, in pixels. */
    private static final double FACE = 37;

    private static final double MOST_ENLARGED = 2;

    /** How far from the window's middle the face may stand, in pixels. */
    private static final double NEAR = 20;

    /** How many times as large as before the face may be, or as small. */
    private static final double SAME_SIZE = 2;

    /** Turns that differ less are equal, in radians. */
    private static final double SAME_TURN = 1e-9;

    /** How many pixels of the window a pixel of the picture has along its side. */
    private double scale() {
        return Math.min(MOST_ENLARGED, FACE / face.size());
    }

    private Window window() {
        return new Window(face.centre(), side, scale(), turn);
    }

    /** The window's pixels: all red, all green, all blue, row by row, 0 to 255. */
    float[] pixels(RgbImage picture) {
        return window().pixels(picture);
    }

    /** Whether this is another view of the same face, turned by one quarter more. */
    boolean isQuarterAfter(CloserView other) {
        return face == other.face && side == other.side && Math.abs(turn - other.turn - Math.PI / 2) < SAME_TURN;
    }

    /**
     * The pixels of a view that is turned by one quarter more than this one: the same pixels at other places.
     *
     * @param pixels of this view
     */
    float[] quarterAfter(float[] pixels) {
        float[] turned = new float[pixels.length];
        int plane = side * side;
        for (int first = 0; first < pixels.length; first += plane) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    turned[first + y * side + x] = pixels[first + x * side + side - 1 - y];
                }
            }
        }
        return turned;
    }

    /**
     * The face in the middle of the window, in pixels of the picture.
     *
     * @param found the faces of the window, in its pixels
     */
    Optional<Sighting> middle(List<Face> found) {
        return found.stream()
                .filter(one -> isNear(one.box()))
                .max(Comparator.comparingDouble(Face::score))
                .map(window()::toPicture);
    }

    private boolean isNear(Box box) {
        double size = (box.width() + box.height()) / 2 / scale() / face.size();
        return Math.abs(box.x() + box.width() / 2 - side / 2.0) < NEAR
                && Math.abs(box.y() + box.height() / 2 - side / 2.0) < NEAR
                && size < SAME_SIZE
                && size > 1 / SAME_SIZE;
    }
}
