package dev.mien.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.EmotionScores;
import dev.mien.face.Box;
import dev.mien.face.FaceAligner;
import dev.mien.face.Keypoint;
import dev.mien.face.Keypoints;
import dev.mien.face.Point;
import dev.mien.recognition.Recognition;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChipAlignmentTest {
    /** Where dlib puts eyes, nose and corners of the mouth in its square of 150 pixels with a padding of 0.25. */
    private static final Map<Keypoint, Point> IN_CHIP = Map.of(
            Keypoint.RIGHT_EYE, new Point(47.733, 47.140),
            Keypoint.LEFT_EYE, new Point(100.281, 47.123),
            Keypoint.NOSE_TIP, new Point(74.0127, 76.5625),
            Keypoint.RIGHT_MOUTH_CORNER, new Point(50.4149, 103.0233),
            Keypoint.LEFT_MOUTH_CORNER, new Point(97.6104, 103.0233));

    private static Recognition face(Map<Keypoint, Point> points) {
        EmotionScores scores = new EmotionScores(new double[] {0, 0, 0, 0, 0, 0, 1});
        return new Recognition(
                new Box(100, 200, 80, 120), Optional.of(new Keypoints(points)), 0.9, scores, Optional.empty(), 0.5);
    }

    private static Map<Keypoint, Point> moved(Set<Keypoint> places, double angle, double scale, double x, double y) {
        Map<Keypoint, Point> moved = new EnumMap<>(Keypoint.class);
        for (Keypoint place : places) {
            double across = IN_CHIP.get(place).x() - 75;
            double down = IN_CHIP.get(place).y() - 75;
            moved.put(
                    place,
                    new Point(
                            x + scale * (Math.cos(angle) * across - Math.sin(angle) * down),
                            y + scale * (Math.sin(angle) * across + Math.cos(angle) * down)));
        }
        return moved;
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 75, 75", "0.4, 0.5, 300, 20", "-2.5, 3, -10, 900"})
    void theSquareOfATurnedFaceIsFound(double angle, double scale, double x, double y) {
        for (Set<Keypoint> places : Set.of(IN_CHIP.keySet(), Set.of(Keypoint.RIGHT_EYE, Keypoint.LEFT_EYE))) {
            FaceAligner.Frame frame = ChipAlignment.of(face(moved(places, angle, scale, x, y)));
            assertThat(frame.centre().x()).isCloseTo(x, within(0.01 * scale));
            assertThat(frame.centre().y()).isCloseTo(y, within(0.01 * scale));
            assertThat(frame.side()).isCloseTo(150 * scale, within(0.01 * scale));
            assertThat(frame.angle()).isCloseTo(angle, within(1e-3));
        }
    }

    /** The sum of squares is spread over all places: the nose alone moves the square by a fifth of its way. */
    @Test
    void oneWrongPlaceMovesTheSquareALittle() {
        Map<Keypoint, Point> points = moved(IN_CHIP.keySet(), 0, 1, 75, 75);
        points.put(Keypoint.NOSE_TIP, new Point(84.0127, 76.5625));
        FaceAligner.Frame frame = ChipAlignment.of(face(points));
        assertThat(frame.centre().x()).isBetween(76.0, 78.0);
        assertThat(frame.side()).isCloseTo(150, within(2.0));
    }

    @Test
    void withoutPlacesTheSquareIsAroundTheBox() {
        for (Map<Keypoint, Point> points : Set.of(
                Map.<Keypoint, Point>of(),
                Map.of(Keypoint.RIGHT_EYE, new Point(5, 5), Keypoint.LEFT_EYE, new Point(5, 5)))) {
            FaceAligner.Frame frame = ChipAlignment.of(face(points));
            assertThat(frame.centre()).isEqualTo(new Point(140, 268));
            assertThat(frame.side()).isCloseTo(109, within(1e-9));
            assertThat(frame.angle()).isZero();
        }
    }
}
