package dev.mien.face;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The mean of the answers that a network gives for one face. Neighbouring cells see the same face, and each is off by
 * chance. Their mean differs less from one look at the face to the next (Gidaris and Komodakis, arXiv 1505.01749, call
 * it box voting).
 */
final class FaceMean {
    /** Answers whose boxes overlap less are about another face, or are bad. */
    private static final double SAME = 0.6;

    /** Answers with a smaller share of the best score are too bad. */
    private static final double GOOD = 0.5;

    private final Face best;
    private final List<Face> answers;

    private FaceMean(Face best, List<Face> answers) {
        this.best = best;
        this.answers = answers;
    }

    /**
     * The mean, weighted by the squares of the scores.
     *
     * @param best the surest answer; the result keeps its score
     * @param all answers about this and other faces, with the best one
     */
    static Face of(Face best, List<Face> all) {
        List<Face> same = all.stream()
                .filter(one -> one.score() >= GOOD * best.score() && one.box().overlap(best.box()) >= SAME)
                .toList();
        return same.size() <= 1 ? best : new FaceMean(best, same).face();
    }

    private Face face() {
        Box box = new Box(
                mean(one -> one.box().x()),
                mean(one -> one.box().y()),
                mean(one -> one.box().width()),
                mean(one -> one.box().height()));
        Map<Keypoint, Point> points = new EnumMap<>(Keypoint.class);
        for (Keypoint place : best.keypoints().points().keySet()) {
            points.put(
                    place,
                    new Point(
                            mean(one -> point(one, place).x()),
                            mean(one -> point(one, place).y())));
        }
        return new Face(box, new Keypoints(points), best.score());
    }

    private static Point point(Face face, Keypoint place) {
        return face.keypoints().point(place).orElseThrow();
    }

    private double mean(ToDoubleFunction<Face> number) {
        double sum = 0;
        double weights = 0;
        for (Face one : answers) {
            double weight = one.score() * one.score();
            sum += weight * number.applyAsDouble(one);
            weights += weight;
        }
        return sum / weights;
    }
}
