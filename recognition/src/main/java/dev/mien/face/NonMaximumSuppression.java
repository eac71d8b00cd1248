package dev.mien.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Makes one face of the many that a network finds at the same place: BlazeFace's blending (Bazarevsky et al., arXiv 1907.05047,
 * section 3.4), as MediaPipe's {@code WeightedNonMaxSuppression} in non_max_suppression_calculator.cc computes it.
 */
final class NonMaximumSuppression {
    /** {@code min_suppression_threshold} of MediaPipe's face_detection.pbtxt: what overlaps more is the same face. */
    private static final double SAME = 0.3;

    private NonMaximumSuppression() {}

    /**
     * Takes the surest face, and joins with it those that overlap it; then the surest of the rest; and so on. A joined face has the
     * score of its surest, and the mean box and keypoints weighted by score.
     *
     * @return the surest first
     */
    static List<Face> join(List<Face> found) {
        List<Face> rest = new ArrayList<>(found);
        rest.sort(Comparator.comparingDouble(Face::score).reversed());
        List<Face> joined = new ArrayList<>();
        while (!rest.isEmpty()) {
            Box surest = rest.get(0).box();
            List<Face> same = new ArrayList<>();
            List<Face> others = new ArrayList<>();
            rest.forEach(face -> (face.box().overlap(surest) > SAME ? same : others).add(face));
            joined.add(mean(same));
            rest = others;
        }
        return List.copyOf(joined);
    }

    private static Face mean(List<Face> faces) {
        if (faces.size() == 1) {
            return faces.get(0);
        }
        double x = mean(faces, face -> face.box().x());
        double y = mean(faces, face -> face.box().y());
        double right = mean(faces, face -> face.box().right());
        double bottom = mean(faces, face -> face.box().bottom());
        List<Point> points = IntStream.range(0, Keypoints.COUNT)
                .mapToObj(i -> new Point(
                        mean(faces, face -> face.keypoints().list().get(i).x()),
                        mean(faces, face -> face.keypoints().list().get(i).y())))
                .toList();
        return new Face(
                new Box(x, y, right - x, bottom - y),
                Keypoints.of(points),
                faces.get(0).score());
    }

    private static double mean(List<Face> faces, ToDoubleFunction<Face> value) {
        double sum = 0;
        double weights = 0;
        for (Face face : faces) {
            sum += face.score() * value.applyAsDouble(face);
            weights += face.score();
        }
        return sum / weights;
    }
}
