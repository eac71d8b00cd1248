package dev.mien.face;

import dev.mien.InvalidInputException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Places in a face, as many as its detector knows. There may be no place at all.
 *
 * @param points in the order of {@link Keypoint}; cannot be changed
 */
public record Keypoints(Map<Keypoint, Point> points) {
    /** No place is known. */
    public static final Keypoints NONE = new Keypoints(Map.of());

    /** Copies the map and checks that it has both eyes or neither. */
    public Keypoints {
        EnumMap<Keypoint, Point> copy = new EnumMap<>(Keypoint.class);
        copy.putAll(points);
        if (copy.containsKey(Keypoint.RIGHT_EYE) != copy.containsKey(Keypoint.LEFT_EYE)) {
            throw new InvalidInputException("the keypoints have one eye: expected both eyes or neither");
        }
        points = Collections.unmodifiableMap(copy);
    }

    /** One place; empty if the detector does not know it. */
    public Optional<Point> point(Keypoint place) {
        return Optional.ofNullable(points.get(place));
    }

    /** Both eyes; empty if the detector does not know them. */
    public Optional<Eyes> eyes() {
        return point(Keypoint.RIGHT_EYE)
                .flatMap(right -> point(Keypoint.LEFT_EYE).map(left -> new Eyes(right, left)));
    }

    /** These places, each moved. */
    public Keypoints moved(UnaryOperator<Point> move) {
        EnumMap<Keypoint, Point> moved = new EnumMap<>(Keypoint.class);
        points.forEach((place, point) -> moved.put(place, move.apply(point)));
        return new Keypoints(moved);
    }
}
