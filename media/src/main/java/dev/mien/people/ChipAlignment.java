package dev.mien.people;

import dev.mien.face.Box;
import dev.mien.face.FaceAligner;
import dev.mien.face.Keypoint;
import dev.mien.face.Keypoints;
import dev.mien.face.Point;
import dev.mien.recognition.Recognition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The square around a face that dlib's network was trained on ({@code get_face_chip_details} with a padding of 0.25).
 * The places of a mean face are moved, turned and scaled until they fit those of the face with the least sum of squares
 * (Umeyama, Least-squares estimation of transformation parameters between two point patterns, 1991, without mirroring).
 */
final class ChipAlignment {
    /** What dlib adds on each side, in sides of the mean face. */
    private static final double PADDING = 0.25;

    /** The side of the square in sizes of a box without places: the mean over 50 faces with places. */
    private static final double SIDE = 1.09;

    /** How far below the box's centre the square's centre is, in sizes of the box. */
    private static final double DROP = 0.08;

    /** Where dlib's mean face has its places, in sides of the mean face. An eye's centre is the mean of its corners. */
    private static final Map<Keypoint, Point> MEAN_FACE = Map.of(
            Keypoint.RIGHT_EYE, new Point(0.22733, 0.22140),
            Keypoint.LEFT_EYE, new Point(0.75281, 0.22123),
            Keypoint.NOSE_TIP, new Point(0.490127, 0.515625),
            Keypoint.RIGHT_MOUTH_CORNER, new Point(0.254149, 0.780233),
            Keypoint.LEFT_MOUTH_CORNER, new Point(0.726104, 0.780233));

    private ChipAlignment() {}

    /** A place of the mean face from the square's centre, and the place in the picture. */
    private record Pair(Point mean, Point found) {}

    /** The square of a face. Without two places or more, it stands upright around the box. */
    static FaceAligner.Frame of(Recognition face) {
        List<Pair> pairs = new ArrayList<>();
        Keypoints keypoints = face.keypoints().orElse(Keypoints.NONE);
        MEAN_FACE.forEach((place, mean) ->
                keypoints.point(place).ifPresent(found -> pairs.add(new Pair(fromCentre(mean), found))));
        return fitted(pairs).orElseGet(() -> around(face.box()));
    }

    /** Sides of the square from its centre. */
    private static Point fromCentre(Point mean) {
        double side = 1 + 2 * PADDING;
        return new Point((mean.x() + PADDING) / side - 0.5, (mean.y() + PADDING) / side - 0.5);
    }

    private static Optional<FaceAligner.Frame> fitted(List<Pair> pairs) {
        if (pairs.size() < 2) {
            return Optional.empty();
        }
        Point mean = centre(pairs.stream().map(Pair::mean).toList());
        Point found = centre(pairs.stream().map(Pair::found).toList());
        double along = 0;
        double across = 0;
        double spread = 0;
        for (Pair pair : pairs) {
            double x = pair.mean.x() - mean.x();
            double y = pair.mean.y() - mean.y();
            double toX = pair.found.x() - found.x();
            double toY = pair.found.y() - found.y();
            along += x * toX + y * toY;
            across += x * toY - y * toX;
            spread += x * x + y * y;
        }
        double cosine = along / spread;
        double sine = across / spread;
        if (!(Math.hypot(cosine, sine) > 0)) {
            return Optional.empty();
        }
        Point centre = new Point(
                found.x() - cosine * mean.x() + sine * mean.y(), found.y() - sine * mean.x() - cosine * mean.y());
        return Optional.of(new FaceAligner.Frame(centre, Math.hypot(cosine, sine), Math.atan2(sine, cosine)));
    }

    private static Point centre(List<Point> points) {
        return new Point(
                points.stream().mapToDouble(Point::x).average().orElseThrow(),
                points.stream().mapToDouble(Point::y).average().orElseThrow());
    }

    private static FaceAligner.Frame around(Box box) {
        double size = (box.width() + box.height()) / 2;
        Point centre = new Point(box.x() + box.width() / 2, box.y() + box.height() / 2 + DROP * size);
        return new FaceAligner.Frame(centre, SIDE * size, 0);
    }
}
