package dev.mien.face;

import java.util.List;

/**
 * Six places in a face. Right and left are the person's own, so in a picture the right eye is to the left.
 *
 * @param rightEye its centre
 * @param leftEye its centre
 * @param noseTip the tip of the nose
 * @param mouth its centre
 * @param rightEarTragion before the ear, where its canal begins
 * @param leftEarTragion the same on the other side
 */
public record Keypoints(
        Point rightEye, Point leftEye, Point noseTip, Point mouth, Point rightEarTragion, Point leftEarTragion) {
    /** Number of places. */
    public static final int COUNT = 6;

    /**
     * From a list in the order of {@link #list}.
     *
     * @param points six of them
     */
    static Keypoints of(List<Point> points) {
        return new Keypoints(points.get(0), points.get(1), points.get(2), points.get(3), points.get(4), points.get(5));
    }

    /** All six: right eye, left eye, nose tip, mouth, right ear, left ear. */
    public List<Point> list() {
        return List.of(rightEye, leftEye, noseTip, mouth, rightEarTragion, leftEarTragion);
    }
}
