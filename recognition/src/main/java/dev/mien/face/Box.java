package dev.mien.face;

import dev.mien.InvalidInputException;

/**
 * An upright rectangle in a picture, in pixels from its upper left corner. It may reach beyond the picture, because the
 * picture's border may cut a face.
 *
 * @param x of the left side
 * @param y of the upper side
 * @param width above 0
 * @param height above 0
 */
public record Box(double x, double y, double width, double height) {
    /** Checks the numbers. */
    public Box {
        if (!(width > 0 && height > 0 && Double.isFinite(x + y + width + height))) {
            throw new InvalidInputException("a box at " + x + ", " + y + " of " + width + " x " + height
                    + " is invalid: expected numbers, and a width and height above 0");
        }
    }

    /** The right side. */
    public double right() {
        return x + width;
    }

    /** The lower side. */
    public double bottom() {
        return y + height;
    }

    /** In square pixels. */
    public double area() {
        return width * height;
    }

    /** Square pixels that both cover. */
    public double intersection(Box other) {
        double across = Math.min(right(), other.right()) - Math.max(x, other.x);
        double down = Math.min(bottom(), other.bottom()) - Math.max(y, other.y);
        return Math.max(across, 0) * Math.max(down, 0);
    }

    /** The common area as a share of the area that the two cover together, 0 to 1 (Jaccard's index). */
    public double overlap(Box other) {
        double both = intersection(other);
        return both / (area() + other.area() - both);
    }
}
