package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import dev.mien.image.RgbImage;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Boxes, levels, views and cells, with numbers that can be followed by hand. */
class GeometryTest {
    private static RgbImage picture(int width, int height) {
        return RgbImage.of(width, height, new byte[width * height * 3]);
    }

    private static Keypoints eyes(Point right, Point left) {
        return new Keypoints(Map.of(Keypoint.RIGHT_EYE, right, Keypoint.LEFT_EYE, left));
    }

    @Test
    void boxesOverlapAsJaccardSays() {
        Box box = new Box(0, 0, 4, 2);
        assertThat(box.overlap(box)).isEqualTo(1);
        assertThat(box.overlap(new Box(2, 1, 4, 2))).isEqualTo(2 / 14.0);
        assertThat(box.overlap(new Box(4, 0, 4, 2))).isZero();
        assertThat(box.overlap(new Box(9, 9, 1, 1))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,-1", "NaN,1", "Infinity,1"})
    void noBoxIsEmpty(double width, double height) {
        assertThatThrownBy(() -> new Box(0, 0, width, height))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a box at 0.0, 0.0 of " + width + " x " + height
                        + " is invalid: expected numbers, and a width and height above 0");
    }

    /**
     * The smallest face has 10 pixels in the finest level, and where there is room for a wide one a coarse level
     * follows.
     */
    @ParameterizedTest
    @CsvSource({
        "640,480,24,1,256,192",
        "1280,960,24,2,544,416",
        "4000,3000,24,2,1664,1248",
        "4000,3000,240,1,160,128",
        "1000,200,20,1,512,96",
        "40,40,4,1,96,96",
        "1,1,24,1,1,1"
    })
    void theFinestLevelReachesTheSmallestFace(
            int width, int height, double smallest, int count, int levelWidth, int levelHeight) {
        List<Level> levels = Level.of(picture(width, height), smallest);
        assertThat(levels).hasSize(count);
        assertThat(levels.get(0).width()).isEqualTo(levelWidth);
        assertThat(levels.get(0).height()).isEqualTo(levelHeight);
        Level coarsest = levels.get(count - 1);
        assertThat(Math.min(coarsest.width(), coarsest.height())).isLessThanOrEqualTo(Level.ROOM);
    }

    /** Red, then green, then blue; what lies beyond the level is its border and not black. */
    @Test
    void pixelsArePlanarAndTheBorderIsRepeated() {
        byte[] pixels = new byte[2 * 3 * 3];
        pixels[3] = (byte) 255;
        pixels[4] = 51;
        pixels[15] = 7;
        LevelView view = new LevelView(new Level(RgbImage.of(2, 3, pixels), 2, 3), 0);
        FloatBuffer values = view.pixels();
        assertThat(values.capacity()).isEqualTo(3 * 32 * 32);
        assertThat(values.get(0)).isZero();
        assertThat(values.get(1)).isEqualTo(255);
        assertThat(values.get(31)).isEqualTo(255);
        assertThat(values.get(32 * 32 + 20)).isEqualTo(51);
        assertThat(values.get(31 * 32 + 31)).isEqualTo(7);
        assertThat(values.get(31 * 32)).isZero();
    }

    /** A pixel of the picture stands in the turned view where its place is given back from. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aTurnedViewGivesPlacesBack(int quarters) {
        byte[] pixels = new byte[64 * 32 * 3];
        pixels[(5 * 64 + 9) * 3] = (byte) 200;
        LevelView view = new LevelView(new Level(RgbImage.of(64, 32, pixels), 64, 32), quarters);
        FloatBuffer values = view.pixels();
        int at = 0;
        while (values.get(at) == 0) {
            at++;
        }
        double x = at % view.width() + 0.5;
        double y = at / view.width() + 0.5;
        Sighting sighting = view.toPicture(
                new Face(new Box(x - 2, y - 3, 4, 6), eyes(new Point(x - 1, y), new Point(x + 1, y)), 0.9));
        assertThat(sighting.centre()).isEqualTo(new Point(9.5, 5.5));
        assertThat(sighting.isLevel(1e-9)).isTrue();
        assertThat(Math.IEEEremainder(sighting.angle() - quarters * Math.PI / 2, 2 * Math.PI))
                .isCloseTo(0, within(1e-12));
        Box box = quarters % 2 == 0 ? new Box(7.5, 2.5, 4, 6) : new Box(6.5, 3.5, 6, 4);
        assertThat(sighting.box().overlap(box)).isCloseTo(1, within(1e-9));
        assertThat(view.width()).isEqualTo(quarters % 2 == 0 ? 64 : 32);
    }

    /** A closer view gives back the place that it was made around, whichever way it is turned. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, -2, Math.PI})
    void aCloserViewGivesPlacesBack(double turn) {
        Sighting before = new Sighting(new Point(50, 40), 18, 19, 0, Keypoints.NONE, 0.4, 10);
        CloserView view = new CloserView(before, turn);
        byte[] pixels = new byte[100 * 80 * 3];
        pixels[(40 * 100 + 50) * 3] = (byte) 255;
        FloatBuffer values = Buffers.floats(3 * CloserView.SIDE * CloserView.SIDE);
        view.put(RgbImage.of(100, 80, pixels), values, 0);
        double weight = 0;
        double sumX = 0;
        double sumY = 0;
        for (int i = 0; i < CloserView.SIDE * CloserView.SIDE; i++) {
            weight += values.get(i);
            sumX += values.get(i) * (i % CloserView.SIDE + 0.5);
            sumY += values.get(i) * (i / CloserView.SIDE + 0.5);
        }
        Box box = new Box(sumX / weight - 10, sumY / weight - 12, 20, 24);
        Sighting seen = view.middle(List.of(new Face(box, 0.8), new Face(new Box(0, 0, 20, 20), 0.9)))
                .orElseThrow();
        assertThat(seen.centre().x()).isCloseTo(50.5, within(0.05));
        assertThat(seen.centre().y()).isCloseTo(40.5, within(0.05));
        assertThat(seen.width()).isCloseTo(10, within(1e-9));
        assertThat(seen.height()).isCloseTo(12, within(1e-9));
        assertThat(seen.score()).isEqualTo(0.8);
    }

    /** Cell 49 of rows of 48 is the second of the second row: its middle is at (6, 6). */
    @Test
    void cellsAreReadAsTheAuthorsReadThem() {
        int count = 48 * 5;
        float[] values = new float[15 * count];
        Arrays.fill(values, 0, count, -1000);
        float[] numbers = {
            (float) Math.log(10),
            (float) Math.log(5),
            0.25f,
            -0.5f,
            0.25f,
            0.5f,
            0.25f,
            1,
            0.5f,
            0.5f,
            0.75f,
            0,
            0.75f,
            1
        };
        for (int i = 0; i < numbers.length; i++) {
            values[(1 + i) * count + 49] = numbers[i];
        }
        values[49] = (float) Math.log(3);
        HeatMap map = new HeatMap(values, 0, 5, 48);
        List<Face> faces = map.faces(0.6);
        assertThat(faces).hasSize(1);
        Face face = faces.get(0);
        assertThat(face.score()).isCloseTo(0.75, within(1e-6));
        assertThat(face.box().width()).isCloseTo(20, within(1e-4));
        assertThat(face.box().height()).isCloseTo(40, within(1e-4));
        assertThat(face.box().x()).isCloseTo(4 - 10, within(1e-4));
        assertThat(face.box().y()).isCloseTo(7 - 20, within(1e-4));
        assertThat(face.eyes().orElseThrow().right().x()).isCloseTo(-6 + 10, within(1e-4));
        assertThat(face.eyes().orElseThrow().right().y()).isCloseTo(-13 + 10, within(1e-4));
        assertThat(face.eyes().orElseThrow().left().x()).isCloseTo(-6 + 20, within(1e-4));
        assertThat(face.keypoints().point(Keypoint.MOUTH).orElseThrow().x()).isCloseTo(-6 + 10, within(1e-4));
        assertThat(map.faces(0.76)).isEmpty();
    }

    @Test
    void ofWhatOverlapsTheSurestStays() {
        Face surest = new Face(new Box(0, 0, 10, 10), 0.9);
        Face same = new Face(new Box(3, 0, 10, 10), 0.6);
        Face neighbourOfSame = new Face(new Box(7, 0, 10, 10), 0.7);
        assertThat(NonMaximumSuppression.surest(List.of(same, neighbourOfSame, surest)))
                .containsExactly(surest, neighbourOfSame);
        assertThat(NonMaximumSuppression.surest(List.of())).isEmpty();
    }

    @Test
    void aScoreIsAShare() {
        assertThatThrownBy(() -> new Face(new Box(0, 0, 1, 1), 1.5))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the score of a face is 1.5, expected 0 to 1");
    }

    @Test
    void oneEyeIsRefused() {
        assertThatThrownBy(() -> new Keypoints(Map.of(Keypoint.LEFT_EYE, new Point(1, 1))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the keypoints have one eye: expected both eyes or neither");
        assertThat(Keypoints.NONE.eyes()).isEmpty();
        assertThat(eyes(new Point(0, 0), new Point(3, 4)).eyes().orElseThrow().distance())
                .isEqualTo(5);
    }
}
