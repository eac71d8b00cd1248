package dev.mien.face;

import java.util.Optional;
import java.util.OptionalDouble;

/** How a face is turned in its picture. */
final class FaceTurn {
    /** Eyes nearer than this, in widths of the box, belong to a face seen from the side. They do not tell its turn. */
    private static final double PROFILE = 0.2;

    /** A face seen from the side stands upright, unless eyes and mouth say that it leans more. */
    private static final double LEAN = Math.toRadians(30);

    private FaceTurn() {}

    /**
     * The turn clockwise, in radians, from -pi to pi: by the eyes, or of a face seen from the side by the way from the
     * eyes to the mouth. Empty if the keypoints do not tell it.
     *
     * @param width of the face's box
     */
    static OptionalDouble of(Keypoints keypoints, double width) {
        Optional<Eyes> eyes = keypoints.eyes();
        if (eyes.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (eyes.get().distance() >= PROFILE * width) {
            return OptionalDouble.of(eyes.get().angle());
        }
        return keypoints
                .point(Keypoint.MOUTH)
                .map(mouth -> OptionalDouble.of(ofProfile(eyes.get(), mouth)))
                .orElse(OptionalDouble.empty());
    }

    private static double ofProfile(Eyes eyes, Point mouth) {
        Point between = Point.between(eyes.right(), eyes.left());
        double turn = Math.atan2(between.x() - mouth.x(), mouth.y() - between.y());
        return Math.abs(turn) > LEAN ? turn : 0;
    }
}
