package dev.mien.face;

/**
 * The eyes of a face. Right and left are the person's own.
 *
 * @param right its centre
 * @param left its centre
 */
public record Eyes(Point right, Point left) {
    /** Pixels from one eye to the other. */
    public double distance() {
        return Math.hypot(left.x() - right.x(), left.y() - right.y());
    }

    /** By how much the face is turned clockwise, in radians, above -pi and at most pi; 0 if the eyes are level. */
    public double angle() {
        return Math.atan2(left.y() - right.y(), left.x() - right.x());
    }
}
