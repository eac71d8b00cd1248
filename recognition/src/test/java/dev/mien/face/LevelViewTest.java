package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.image.RgbImage;
import java.nio.FloatBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pixels of a level, upright and turned. */
class LevelViewTest {
    private static Keypoints eyes(Point right, Point left) {
        return new Keypoints(Map.of(Keypoint.RIGHT_EYE, right, Keypoint.LEFT_EYE, left));
    }

    /** Red, then green, then blue; what lies beyond the level is its border and not black. */
    @Test
    void pixelsArePlanarAndTheBorderIsRepeated() {
        byte[] pixels = new byte[2 * 3 * 3];
        pixels[3] = (byte) 255;
        pixels[4] = 51;
        pixels[15] = 7;
        LevelView view = new LevelView(new Level(RgbImage.of(2, 3, pixels), 2, 3), 0);
        FloatBuffer values = Buffers.floats(view.values());
        view.put(values, 1);
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
        FloatBuffer values = Buffers.floats(view.values());
        view.put(values, 1);
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
}
