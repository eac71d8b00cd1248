package dev.mien.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.dataset.Dataset;
import dev.mien.image.GrayImage;
import dev.mien.synthetic.SyntheticFaces;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Light and patches. */
class FinishTest {
    private static final int SIDE = 48;
    private static final float TOLERANCE = 1e-4f;

    private static Draw draw(Light light, Patch... patches) {
        return new Draw(0, 0, 1, 1, 0, false, Border.NEAREST, light, List.of(patches));
    }

    private static float[] finished(Draw draw, float... pixels) {
        float[] target = pixels.clone();
        new Finish(target.length, 1).apply(draw, target, 0);
        return target;
    }

    /** Values by the formulas of torchvision.transforms.v2.functional: adjust_brightness is min(255, 1.3 v). */
    @Test
    void brightnessIsTorchvisions() {
        assertThat(finished(draw(new Light(1.3, 1)), 10, 60, 110, 250))
                .usingComparatorWithPrecision(TOLERANCE)
                .containsExactly(13, 78, 143, 255);
        assertThat(finished(draw(new Light(0, 1)), 10, 60)).containsExactly(0, 0);
    }

    /** adjust_contrast blends with the picture's mean m: f v + (1 - f) m, cut at 0 and 255. Here m = 122.25. */
    @Test
    void contrastIsTorchvisions() {
        assertThat(finished(draw(new Light(1, 0.7)), 13, 78, 143, 255))
                .usingComparatorWithPrecision(TOLERANCE)
                .containsExactly(45.775f, 91.275f, 136.775f, 215.175f);
        assertThat(finished(draw(new Light(1, 1.2)), 13, 78, 143, 255))
                .usingComparatorWithPrecision(TOLERANCE)
                .containsExactly(0, 69.15f, 147.15f, 255);
        assertThat(finished(draw(new Light(1, 0)), 13, 78, 143, 255))
                .usingComparatorWithPrecision(TOLERANCE)
                .containsOnly(122.25f);
    }

    @Test
    void contrastTakesTheMeanOfTheBrightenedPicture() {
        assertThat(finished(draw(new Light(1.3, 0.7)), 10, 60, 110, 250))
                .usingComparatorWithPrecision(TOLERANCE)
                .containsExactly(45.775f, 91.275f, 136.775f, 215.175f);
    }

    @Test
    void aPatchIsNoiseInsideAndNothingOutside() {
        float[] target = new float[SIDE * SIDE + 3];
        Arrays.fill(target, -1);

        new Finish(SIDE, SIDE).apply(draw(Light.UNCHANGED, new Patch(5, 10, 30, 20, 99)), target, 3);

        double sum = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            int x = i % SIDE;
            int y = i / SIDE;
            boolean inside = x >= 5 && x < 35 && y >= 10 && y < 30;
            if (inside) {
                assertThat(target[3 + i]).isBetween(0f, 255f);
                sum += target[3 + i];
            } else {
                assertThat(target[3 + i]).isEqualTo(-1);
            }
        }
        double deviationOfTheMean = 256 / Math.sqrt(12 * 600);
        assertThat(sum / 600).isCloseTo(127.5, within(4 * deviationOfTheMean));
        assertThat(Arrays.copyOf(target, 3)).containsOnly(-1);
    }

    @Test
    void otherSeedsGiveOtherNoise() {
        Patch patch = new Patch(0, 0, 8, 1, 1);

        assertThat(finished(draw(Light.UNCHANGED, patch), new float[8]))
                .isEqualTo(finished(draw(Light.UNCHANGED, patch), new float[8]))
                .isNotEqualTo(finished(draw(Light.UNCHANGED, new Patch(0, 0, 8, 1, 2)), new float[8]));
    }

    @Test
    void patchesEndAtTheBorder() {
        assertThat(finished(draw(Light.UNCHANGED, new Patch(2, 0, 9, 9, 1), new Patch(7, 3, 2, 2, 1)), -1, -1, -1, -1))
                .startsWith(-1, -1)
                .satisfies(
                        pixels -> assertThat(Arrays.copyOfRange(pixels, 2, 4)).doesNotContain(-1));
    }

    @Test
    void aPlainPatchHasTheGreyValueOfItsFirstPixel() {
        float[] noise = finished(draw(Light.UNCHANGED, new Patch(0, 0, 4, 1, 7)), 1, 2, 3, 4);
        float[] plain = finished(draw(Light.UNCHANGED, new Patch(0, 0, 4, 1, 7, true)), 1, 2, 3, 4);
        assertThat(plain).containsOnly(noise[0]);
        assertThat(finished(draw(Light.UNCHANGED, new Patch(0, 0, 4, 1, 8, true)), 1, 2, 3, 4))
                .doesNotContain(plain[0]);
    }

    @Test
    void lightAndPatchesComeAfterTheFlip() {
        Dataset faces = SyntheticFaces.draw(1, 1);
        GrayImage face = faces.picture(0);
        Patch corner = new Patch(0, 0, 10, 10, 4);
        GrayImage finished =
                Warp.of(face, new Draw(0, 0, 1, 1, 0, true, Border.NEAREST, new Light(0.5, 1), List.of(corner)));

        for (int y = 0; y < SIDE; y++) {
            for (int x = 10; x < SIDE; x++) {
                assertThat(finished.pixel(x, y)).isEqualTo(Math.round(face.pixel(SIDE - 1 - x, y) * 0.5f));
            }
        }
        assertThat(finished.pixel(0, 0)).isEqualTo((int) finished(draw(Light.UNCHANGED, corner), new float[10])[0]);
    }
}
