package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.image.RgbImage;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A window around one face. */
class CloserViewTest {
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
}
