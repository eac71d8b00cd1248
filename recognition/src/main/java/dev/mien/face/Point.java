package dev.mien.face;

/**
 * A place in a picture, in pixels from its upper left corner. The centre of the first pixel is (0.5, 0.5). A place may
 * lie outside the picture.
 *
 * @param x to the right
 * @param y downwards
 */
public record Point(double x, double y) {
    /** The place halfway between two others. */
    static Point between(Point one, Point other) {
        return new Point((one.x + other.x) / 2, (one.y + other.y) / 2);
    }
}
