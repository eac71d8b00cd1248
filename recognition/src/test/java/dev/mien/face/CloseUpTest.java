package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.image.GrayImage;
import dev.mien.image.RgbImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The copy of a picture on an even ground. */
class CloseUpTest {
    private static RgbImage even(int width, int height, int level) {
        byte[] pixels = new byte[width * height];
        Arrays.fill(pixels, (byte) level);
        return RgbImage.of(GrayImage.of(width, height, pixels));
    }

    @Test
    void theGroundHasTheMeanColour() {
        byte[] pixels = new byte[144 * 144];
        Arrays.fill(pixels, 0, pixels.length / 2, (byte) 200);
        CloseUp closeUp =
                CloseUp.of(RgbImage.of(GrayImage.of(144, 144, pixels))).orElseThrow();
        assertThat(closeUp.copy().width()).isEqualTo(128);
        assertThat(closeUp.copy().height()).isEqualTo(128);
        assertThat(closeUp.copy().value(5, 64, 0)).isEqualTo(100);
        assertThat(closeUp.copy().value(64, 40, 1)).isEqualTo(200);
        assertThat(closeUp.copy().value(64, 90, 2)).isZero();
    }

    @Test
    void aLongPictureShowsMoreThanAFace() {
        assertThat(CloseUp.of(even(100, 201, 90))).isEmpty();
        assertThat(CloseUp.of(even(201, 100, 90))).isEmpty();
        assertThat(CloseUp.of(even(1, 1, 90))).isPresent();
    }

    /** The picture is twice as large as its copy, whose ground is 28 pixels wide. */
    @Test
    void placesAreGivenBack() {
        CloseUp closeUp = CloseUp.of(even(144, 200, 90)).orElseThrow();
        Sighting seen = new Sighting(new Point(64, 78), 50, 60, 0, Keypoints.NONE, 0.7, 50);
        assertThat(closeUp.isFilledBy(seen)).isTrue();
        Sighting face = closeUp.toPicture(seen);
        assertThat(face.centre().x()).isCloseTo(72, within(1e-9));
        assertThat(face.centre().y()).isCloseTo(100, within(1e-9));
        assertThat(face.width()).isCloseTo(100, within(1e-9));
        assertThat(closeUp.isFilledBy(new Sighting(new Point(64, 78), 30, 36, 0, Keypoints.NONE, 0.7, 30)))
                .isFalse();
        assertThat(closeUp.isFilledBy(new Sighting(new Point(40, 78), 50, 60, 0, Keypoints.NONE, 0.7, 50)))
                .isFalse();
    }
}
