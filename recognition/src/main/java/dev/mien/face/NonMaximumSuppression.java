package dev.mien.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Keeps one face of the many that a network finds at the same place. */
final class NonMaximumSuppression {
    /** Boxes that overlap more show the same face. CenterFace's authors chose this value. */
    private static final double SAME = 0.3;

    private NonMaximumSuppression() {}

    /** The faces that no surer face overlaps, the surest first. */
    static List<Face> surest(List<Face> found) {
        return surest(found, Face::box, Face::score);
    }

    /** The same for anything that has a box and a score. */
    static <T> List<T> surest(List<T> found, Function<T, Box> box, ToDoubleFunction<T> score) {
        List<T> rest = new ArrayList<>(found);
        rest.sort(Comparator.comparingDouble(score).reversed());
        List<T> kept = new ArrayList<>();
        for (T one : rest) {
            if (kept.stream().noneMatch(other -> same(box.apply(other), box.apply(one)))) {
                kept.add(one);
            }
        }
        return List.copyOf(kept);
    }

    /** Whether two boxes show the same face. */
    static boolean same(Box one, Box other) {
        return one.overlap(other) > SAME;
    }
}
