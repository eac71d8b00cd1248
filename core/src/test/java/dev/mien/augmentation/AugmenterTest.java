package dev.mien.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmenterTest {
    private static final int WIDTH = 12;
    private static final int HEIGHT = 10;
    private static final int PIXELS = WIDTH * HEIGHT;
    private static final Dataset DATA = random(64);
    private static final Augmenter AUGMENTER = new Augmenter(
            List.of(new Shift(0.1, 0.1), new Zoom(0.2), new HorizontalFlip(0.5), new Rotation(10)), WIDTH, HEIGHT);

    private static Dataset random(int count) {
        byte[] pixels = new byte[count * PIXELS];
        new Random(5).nextBytes(pixels);
        return Dataset.of("random", WIDTH, HEIGHT, pixels, new byte[count]);
    }

    private static float[] augmented(Dataset data, int index, long seed, int epoch) {
        float[] target = new float[PIXELS];
        AUGMENTER.augment(data, index, seed, epoch, target, 0);
        return target;
    }

    private static float[] applied(Draw draw) {
        float[] target = new float[PIXELS];
        AUGMENTER.apply(draw, DATA, 1, target, 0);
        return target;
    }

    @Test
    void identityGivesThePictureToTheBit() {
        float[] target = applied(Draw.IDENTITY);

        for (int i = 0; i < PIXELS; i++) {
            assertThat(target[i]).isEqualTo(DATA.pixel(1, i % WIDTH, i / WIDTH));
        }
    }

    @Test
    void flipMirrorsTheChangedPicture() {
        float[] plain = applied(new Draw(1.3, -0.7, 0.9, 1.1, 0.2, false));
        float[] flipped = applied(new Draw(1.3, -0.7, 0.9, 1.1, 0.2, true));

        for (int i = 0; i < PIXELS; i++) {
            int mirrored = i - i % WIDTH + WIDTH - 1 - i % WIDTH;
            assertThat(flipped[i]).isCloseTo(plain[mirrored], within(1e-3f));
        }
    }

    @Test
    void shiftRightShowsWhatStandsToTheRight() {
        float[] target = applied(new Draw(1, 2, 1, 1, 0, false));

        for (int i = 0; i < PIXELS; i++) {
            int x = Math.min(i % WIDTH + 1, WIDTH - 1);
            int y = Math.min(i / WIDTH + 2, HEIGHT - 1);
            assertThat(target[i]).isEqualTo(DATA.pixel(1, x, y));
        }
    }

    @Test
    void farShiftRepeatsTheNearestPixel() {
        assertThat(applied(new Draw(1e6, 1e6, 1000, 1000, 0, false)))
                .containsOnly(DATA.pixel(1, WIDTH - 1, HEIGHT - 1));
    }

    /** numpy.pad([1, 2, 3], 7, mode="symmetric"), of which a shift by whole pixels shows a window. */
    @Test
    void reflectionRepeatsTheOutermostPixel() {
        float[] padded = {1, 1, 2, 3, 3, 2, 1, 1, 2, 3, 3, 2, 1, 1, 2, 3, 3};
        Dataset line = Dataset.of("line", 3, 1, new byte[] {1, 2, 3}, new byte[1]);
        Augmenter augmenter = new Augmenter(List.of(), 3, 1);

        for (int shift = -7; shift <= 7; shift++) {
            float[] target = new float[3];
            augmenter.apply(reflected(shift), line, 0, target, 0);
            assertThat(target).as("shift %d", shift).isEqualTo(Arrays.copyOfRange(padded, 7 + shift, 10 + shift));
        }
    }

    private static Draw reflected(double shiftX) {
        return new Draw(shiftX, 0, 1, 1, 0, false, Border.REFLECTED, Light.UNCHANGED, List.of());
    }

    @Test
    void reflectionHoldsFarAway() {
        int pair = 2 * WIDTH;
        int pairs = 999_999 / pair;

        assertThat(applied(reflected(pairs * pair))).isEqualTo(applied(Draw.IDENTITY));
        assertThat(applied(reflected(-pairs * pair))).isEqualTo(applied(Draw.IDENTITY));
        assertThat(applied(new Draw(1e6, -1e6, 1000, 1000, 1, true, Border.REFLECTED, Light.UNCHANGED, List.of())))
                .doesNotContain(Float.NaN)
                .hasSize(PIXELS);
    }

    @Test
    void aReflectedBorderInTheListIsSeen() {
        Augmenter plain = new Augmenter(List.of(new Shift(1, 1)), WIDTH, HEIGHT);
        Augmenter reflected = new Augmenter(List.of(new Shift(1, 1), new ReflectedBorder()), WIDTH, HEIGHT);
        float[] nearest = new float[PIXELS];
        float[] mirrored = new float[PIXELS];

        plain.augment(DATA, 0, 1, 1, nearest, 0);
        reflected.augment(DATA, 0, 1, 1, mirrored, 0);

        assertThat(reflected.draw(1, 1, 0).shiftX())
                .isEqualTo(plain.draw(1, 1, 0).shiftX());
        assertThat(mirrored).isNotEqualTo(nearest);
    }

    @Test
    void dependsOnTheRowOfTheSourceAndNotOnItsPlace() {
        Dataset shuffled = DATA.shuffled(9);

        for (int i = 0; i < shuffled.size(); i++) {
            assertThat(augmented(shuffled, i, 42, 3)).isEqualTo(augmented(DATA, shuffled.row(i), 42, 3));
        }
    }

    @Test
    void otherSeedsAndEpochsGiveOtherPictures() {
        float[] picture = augmented(DATA, 0, 42, 1);

        assertThat(augmented(DATA, 0, 42, 1)).isEqualTo(picture);
        assertThat(augmented(DATA, 0, 42, 2)).isNotEqualTo(picture);
        assertThat(augmented(DATA, 0, 43, 1)).isNotEqualTo(picture);
    }

    @Test
    void staysWithinTheGreyValuesOfThePicture() {
        for (int epoch = 0; epoch < 50; epoch++) {
            for (float value : augmented(DATA, 2, 1, epoch)) {
                assertThat(value).isBetween(0f, 255f);
            }
        }
    }

    @Test
    void writesAtTheOffsetAndNowhereElse() {
        float[] target = new float[PIXELS + 7];
        Arrays.fill(target, -1);

        AUGMENTER.augment(DATA, 4, 42, 1, target, 3);

        assertThat(Arrays.copyOfRange(target, 3, 3 + PIXELS)).isEqualTo(augmented(DATA, 4, 42, 1));
        assertThat(Arrays.copyOf(target, 3)).containsOnly(-1);
        assertThat(Arrays.copyOfRange(target, 3 + PIXELS, target.length)).containsOnly(-1);
    }

    @Test
    void servesSeveralThreads() {
        List<float[]> alone = IntStream.range(0, DATA.size())
                .mapToObj(index -> augmented(DATA, index, 42, 1))
                .toList();

        List<float[]> together = IntStream.range(0, DATA.size())
                .parallel()
                .mapToObj(index -> augmented(DATA, index, 42, 1))
                .toList();

        for (int i = 0; i < alone.size(); i++) {
            assertThat(together.get(i)).isEqualTo(alone.get(i));
        }
    }

    @Test
    void refusesPicturesOfAnotherSize() {
        Augmenter augmenter = new Augmenter(List.of(), 48, 48);

        assertThatThrownBy(() -> augmenter.augment(DATA, 0, 1, 1, new float[48 * 48], 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "random (64 faces of 12x10) does not fit an augmenter for pictures of 48x48: make one for the"
                                + " size of the data");
    }

    @Test
    void refusesATargetWithoutRoom() {
        assertThatThrownBy(() -> AUGMENTER.augment(DATA, 0, 1, 1, new float[PIXELS], 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a target of 120 values has no room for a picture of 12x10 from 1");
    }

    @Test
    void refusesPicturesWithoutPixels() {
        assertThatThrownBy(() -> new Augmenter(List.of(), 0, 48))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("pictures of 0x48 cannot be augmented, expected at least 1x1");
    }
}
