package dev.mien.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import dev.mien.image.GrayImage;
import dev.mien.image.ImageDegradation;
import dev.mien.image.Jpeg;
import dev.mien.synthetic.SyntheticFaces;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often pictures are made worse, how much, and in which order with the other changes. */
class DegradationTest {
    private static final int COUNT = 20_000;
    private static final int SIDE = 48;

    private static List<Defect> defects(Degradation degradation) {
        Augmenter augmenter = new Augmenter(List.of(degradation), SIDE, SIDE);
        return IntStream.range(0, COUNT)
                .mapToObj(row -> augmenter.draw(3, 1, row))
                .flatMap(draw -> draw.changes().stream())
                .map(Defect.class::cast)
                .toList();
    }

    private static Draw draw(Light light, List<PictureChange> changes, Patch... patches) {
        return new Draw(0, 0, 1, 1, 0, false, Border.NEAREST, light, changes, List.of(patches));
    }

    @Test
    void theShareOfWorsePicturesIsTheProbability() {
        double deviation = Math.sqrt(0.3 * 0.7 / COUNT);

        assertThat((double) defects(new Degradation(0.3)).size() / COUNT).isCloseTo(0.3, within(4 * deviation));
        assertThat(defects(new Degradation(0))).isEmpty();
        assertThat(defects(new Degradation(1))).hasSize(COUNT);
    }

    @ParameterizedTest
    @EnumSource(Defect.Kind.class)
    void eachKindIsAsFrequentAndUniformFromNoneToTheMost(Defect.Kind kind) {
        double[] severities = defects(new Degradation(1, 2, 20, 0.25, 10)).stream()
                .filter(defect -> defect.kind() == kind)
                .mapToDouble(Defect::severity)
                .sorted()
                .toArray();
        double low = List.of(0.0, 0.0, 12.0, 10.0).get(kind.ordinal());
        double high = List.of(2.0, 20.0, 48.0, 100.0).get(kind.ordinal());
        int count = severities.length;

        assertThat((double) count / COUNT).isCloseTo(0.25, within(4 * Math.sqrt(0.25 * 0.75 / COUNT)));
        assertThat(severities[0]).isBetween(low, low + (high - low) / 500);
        assertThat(severities[count - 1]).isBetween(high - (high - low) / 500, high);
        double largestDistance = IntStream.range(0, count)
                .mapToDouble(i -> Math.abs((severities[i] - low) / (high - low) - (i + 0.5) / count))
                .max()
                .orElseThrow();
        assertThat(largestDistance)
                .as("the Kolmogorov-Smirnov distance, whose 0.9999 quantile is 2.23 / sqrt(n)")
                .isLessThan(2.23 / Math.sqrt(count));
    }

    @Test
    void noBlurIsTooMildToBeOne() {
        Augmenter augmenter = new Augmenter(List.of(new Degradation(1, 0.1, 20, 0.25, 10)), SIDE, SIDE);

        assertThat(IntStream.range(0, COUNT)
                        .mapToObj(row ->
                                (Defect) augmenter.draw(1, 1, row).changes().get(0))
                        .filter(defect -> defect.kind() == Defect.Kind.BLUR)
                        .mapToDouble(Defect::severity)
                        .min())
                .hasValue(Defect.LEAST_BLUR);
        GrayImage face = GrayImage.of(SIDE, SIDE, SyntheticFaces.drawImage(Emotion.FEAR, 5, SIDE));
        assertThat(pixels(ImageDegradation.blurred(face, Defect.LEAST_BLUR))).isEqualTo(pixels(face));
    }

    @Test
    void aDefectIsThatOfThePictureAsItWouldBeTaken() {
        GrayImage face = GrayImage.of(SIDE, SIDE, SyntheticFaces.drawImage(Emotion.FEAR, 5, SIDE));

        assertThat(pixels(Warp.of(face, draw(Light.UNCHANGED, List.of(new Defect(Defect.Kind.BLUR, 1.5, 0))))))
                .isEqualTo(pixels(ImageDegradation.blurred(face, 1.5)));
        assertThat(pixels(Warp.of(face, draw(Light.UNCHANGED, List.of(new Defect(Defect.Kind.NOISE, 12, 7))))))
                .isEqualTo(pixels(ImageDegradation.noisy(face, 12, 7)));
        assertThat(pixels(Warp.of(face, draw(Light.UNCHANGED, List.of(new Defect(Defect.Kind.COARSE, 19.7, 0))))))
                .isEqualTo(pixels(face.resized(20, 20).resized(SIDE, SIDE)));
        assertThat(pixels(Warp.of(face, draw(Light.UNCHANGED, List.of(new Defect(Defect.Kind.JPEG, 29.6, 0))))))
                .isEqualTo(pixels(Jpeg.recompressed(face, 30)));
    }

    /** Noise in the dark is not darkened, and what is erased stays plain. */
    @Test
    void defectsComeAfterTheLightAndBeforePatches() {
        GrayImage gray = GrayImage.of(SIDE, SIDE, filled(200));
        List<PictureChange> noise = List.of(new Defect(Defect.Kind.NOISE, 20, 3));
        Patch patch = new Patch(0, 0, SIDE, 4, 1, true);

        GrayImage worse = Warp.of(gray, draw(new Light(0.5, 1), noise, patch));

        GrayImage expected = ImageDegradation.noisy(GrayImage.of(SIDE, SIDE, filled(100)), 20, 3);
        for (int i = 0; i < SIDE * SIDE; i++) {
            assertThat(worse.pixel(i)).isEqualTo(i < 4 * SIDE ? worse.pixel(0) : expected.pixel(i));
        }
    }

    @Test
    void nothingOutsideOfThePictureIsTouched() {
        Dataset data = SyntheticFaces.draw(1, 1);
        float[] target = new float[SIDE * SIDE + 7];
        Arrays.fill(target, -1);

        new Augmenter(List.of(), SIDE, SIDE)
                .apply(draw(Light.UNCHANGED, List.of(new Defect(Defect.Kind.BLUR, 2, 0))), data, 0, target, 3);

        assertThat(Arrays.copyOf(target, 3)).containsOnly(-1);
        assertThat(Arrays.copyOfRange(target, SIDE * SIDE + 3, target.length)).containsOnly(-1);
        assertThat(Arrays.copyOfRange(target, 3, SIDE * SIDE + 3)).doesNotContain(-1);
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new Degradation(1.5))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("probability of a degradation is 1.5, expected a number from 0.0 to 1.0");
        assertThatThrownBy(() -> new Degradation(0.3, 2, 20, 0, 10))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("least detail is 0.0, expected a number from 0.01 to 1.0");
        assertThatThrownBy(() -> new Defect(Defect.Kind.JPEG, 0, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("JPEG quality is 0.0, expected a number from 1.0 to 100.0");
        assertThatThrownBy(() -> new Defect(Defect.Kind.BLUR, 0, 1)).isInstanceOf(InvalidInputException.class);
    }

    private static byte[] filled(int gray) {
        byte[] pixels = new byte[SIDE * SIDE];
        Arrays.fill(pixels, (byte) gray);
        return pixels;
    }

    private static byte[] pixels(GrayImage picture) {
        byte[] pixels = new byte[picture.width() * picture.height()];
        picture.copyPixels(pixels, 0);
        return pixels;
    }
}
