package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.image.RgbImage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A window around one face. */
class CloserViewTest {
    /** A closer view gives back the place that it was made around, whichever way it is turned. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, -2, Math.PI})
    void aCloserViewGivesPlacesBack(double turn) {
        Sighting before = new Sighting(new Point(50, 40), 18, 19, 0, Keypoints.NONE, 0.4, 10);
        CloserView view = new CloserView(before, turn, CloserView.WIDE);
        byte[] pixels = new byte[100 * 80 * 3];
        pixels[(40 * 100 + 50) * 3] = (byte) 255;
        float[] values = view.pixels(RgbImage.of(100, 80, pixels));
        double weight = 0;
        double sumX = 0;
        double sumY = 0;
        for (int i = 0; i < CloserView.WIDE * CloserView.WIDE; i++) {
            weight += values[i];
            sumX += values[i] * (i % CloserView.WIDE + 0.5);
            sumY += values[i] * (i / CloserView.WIDE + 0.5);
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

    /** A window that is turned by a quarter more has the same pixels at other places. */
    @Test
    void aQuarterMoreIsTheSamePixels() {
        byte[] pixels = new byte[100 * 80 * 3];
        new Random(1).nextBytes(pixels);
        RgbImage picture = RgbImage.of(100, 80, pixels);
        Sighting before = new Sighting(new Point(50, 40), 18, 19, 0, Keypoints.NONE, 0.4, 10);
        for (int quarter = 0; quarter < 3; quarter++) {
            CloserView view = new CloserView(before, quarter * Math.PI / 2, CloserView.WIDE);
            CloserView next = new CloserView(before, (quarter + 1) * Math.PI / 2, CloserView.WIDE);
            assertThat(next.isQuarterAfter(view)).isTrue();
            assertThat(view.isQuarterAfter(next)).isFalse();
            assertThat(view.quarterAfter(view.pixels(picture)))
                    .usingComparatorWithPrecision(0.01f)
                    .containsExactly(next.pixels(picture));
        }
    }
}
