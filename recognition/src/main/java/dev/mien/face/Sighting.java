package dev.mien.face;

/**
 * A face as one view of the picture shows it.
 *
 * @param centre of its box, in pixels of the picture
 * @param width of its box across the view, in pixels of the picture
 * @param height of its box down the view, in pixels of the picture
 * @param turn by how much the view is turned clockwise against the picture, in radians
 * @param keypoints in pixels of the picture
 * @param score the network's confidence, 0 to 1
 * @param seen width of its box in pixels of the network's input
 */
record Sighting(
        Point centre, double width, double height, double turn, Keypoints keypoints, double score, double seen) {
    /** The mean of width and height. A turn by a quarter does not change it. */
    double size() {
        return (width + height) / 2;
    }

    /**
     * By how much the face is turned clockwise against the picture, in radians; the view's turn if nothing tells it.
     */
    double angle() {
        return FaceTurn.of(keypoints, width).orElse(turn);
    }

    /**
     * By how much the face leans, to either side, where the picture is turned.
     *
     * @param view by how much it is turned clockwise, in radians
     * @return 0 to pi
     */
    double leans(double view) {
        return Math.abs(Math.IEEEremainder(angle() - view, 2 * Math.PI));
    }

    /**
     * Whether the face stands upright in the view.
     *
     * @param tolerance how far it may lean, in radians
     */
    boolean isLevel(double tolerance) {
        return leans(turn) <= tolerance;
    }

    /**
     * The upright box. It is a square at 45 degrees, and has its sides exchanged at 90. The mean of width and height
     * stays the same.
     */
    Box box() {
        double across = Math.cos(turn) * Math.cos(turn);
        double boxWidth = across * width + (1 - across) * height;
        double boxHeight = across * height + (1 - across) * width;
        return new Box(centre.x() - boxWidth / 2, centre.y() - boxHeight / 2, boxWidth, boxHeight);
    }

    /** The same face with another score. */
    Sighting withScore(double newScore) {
        return new Sighting(centre, width, height, turn, keypoints, newScore, seen);
    }

    /** The face in the detector's answer. */
    Face face() {
        return new Face(box(), keypoints, score);
    }
}
