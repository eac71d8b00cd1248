package dev.mien.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.evaluation.Evaluation;
import dev.mien.evaluation.Predictions;
import dev.mien.image.GrayImage;
import dev.mien.synthetic.SyntheticFaces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DisturbanceTest {
    private static final GrayImage FACE = GrayImage.of(48, 48, SyntheticFaces.drawImage(Emotion.HAPPY, 3, 48));
    private static final GrayImage WIDE =
            GrayImage.of(64, 64, SyntheticFaces.drawImage(Emotion.SAD, 4, 64)).resized(64, 40);

    static List<Disturbance> all() {
        return Disturbance.ALL;
    }

    static Stream<List<Disturbance>> kinds() {
        return Disturbance.ALL.stream().collect(Collectors.groupingBy(Disturbance::kind)).values().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isDecidedByTheSeedAndKeepsTheSize(Disturbance disturbance) {
        for (GrayImage picture : List.of(FACE, WIDE)) {
            GrayImage spoilt = disturbance.apply(picture, 42);
            assertThat(spoilt.width()).isEqualTo(picture.width());
            assertThat(spoilt.height()).isEqualTo(picture.height());
            assertThat(pixels(disturbance.apply(picture, 42)))
                    .isEqualTo(pixels(spoilt))
                    .isNotEqualTo(pixels(picture));
        }
    }

    @Test
    void everyKindIsMeasured() {
        assertThat(all().stream().<Class<?>>map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(Disturbance.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void eachKindHasFourSeverities(List<Disturbance> kind) {
        assertThat(kind).hasSize(4).extracting(Disturbance::severity).doesNotHaveDuplicates();
    }

    @Test
    void whatIsDrawnDependsOnTheSeed() {
        for (Disturbance drawn : List.of(new Noise(10), new Occlusion(.1))) {
            assertThat(pixels(drawn.apply(FACE, 1))).isNotEqualTo(pixels(drawn.apply(FACE, 2)));
        }
        assertThat(IntStream.range(0, 20)
                        .mapToObj(seed -> Arrays.hashCode(pixels(new Tilt(20).apply(FACE, Disturbance.seed(1, seed)))))
                        .distinct())
                .hasSize(2);
    }

    @Test
    void greaterSeveritiesTakeAPictureFartherAway() {
        for (List<Disturbance> kind : List.<List<Disturbance>>of(
                List.of(new Blur(.5), new Blur(1), new Blur(2.5)),
                List.of(new Noise(5), new Noise(20), new Noise(40)),
                List.of(new JpegCompression(60), new JpegCompression(15), new JpegCompression(5)),
                List.of(new Brightness(-.1), new Brightness(-.2), new Brightness(-.4)),
                List.of(new Contrast(.9), new Contrast(.5), new Contrast(.25)),
                List.of(new Tilt(5), new Tilt(10), new Tilt(30)),
                List.of(new SmallFace(32), new SmallFace(16), new SmallFace(12)))) {
            List<Double> distances = new ArrayList<>();
            kind.forEach(disturbance -> distances.add(distance(disturbance.apply(FACE, 7))));
            assertThat(distances).as(kind.toString()).isSorted().doesNotHaveDuplicates();
        }
    }

    /**
     * A point of light spread by sigma 1: at distance d a share e^(-d^2/2) of the middle, as scipy's gaussian_filter
     * has it.
     */
    @Test
    void blurIsAGaussian() {
        GrayImage point = FACE.mapped(i -> i == 24 * 48 + 24 ? 255 : 0);
        GrayImage wide = new Blur(1).apply(point, 0);
        double norm = IntStream.rangeClosed(-3, 3)
                .mapToDouble(k -> Math.exp(-k * k / 2.0))
                .sum();
        assertThat(wide.pixel(24, 24)).isEqualTo((int) Math.round(255 / (norm * norm)));
        assertThat(wide.pixel(25, 24)).isEqualTo((int) Math.round(255 * Math.exp(-.5) / (norm * norm)));
        assertThat(wide.pixel(25, 25)).isEqualTo((int) Math.round(255 * Math.exp(-1) / (norm * norm)));
        assertThat(wide.pixel(28, 24)).isZero();
        GrayImage even = FACE.mapped(i -> 77);
        assertThat(pixels(new Blur(2.5).apply(even, 0))).isEqualTo(pixels(even));
    }

    @Test
    void noiseHasItsDeviationAndNoMean() {
        GrayImage even = GrayImage.of(200, 200, filled(200 * 200, 128));
        byte[] noisy = pixels(new Noise(10).apply(even, 5));
        double mean = IntStream.range(0, noisy.length)
                .map(i -> noisy[i] & 0xff)
                .average()
                .orElseThrow();
        double variance = IntStream.range(0, noisy.length)
                .mapToDouble(i -> Math.pow((noisy[i] & 0xff) - mean, 2))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(128, within(.2));
        assertThat(Math.sqrt(variance)).isCloseTo(10, within(.15));
    }

    @Test
    void brightnessAndContrastAreArithmetic() {
        GrayImage two = GrayImage.of(2, 1, new byte[] {(byte) 100, (byte) 200});
        assertThat(pixels(new Brightness(.2).apply(two, 0))).containsExactly(151, 251);
        assertThat(pixels(new Brightness(.4).apply(two, 0))).containsExactly(202, 255);
        assertThat(pixels(new Brightness(-.4).apply(two, 0))).containsExactly(0, 98);
        assertThat(pixels(new Contrast(.5).apply(two, 0))).containsExactly(125, 175);
        assertThat(pixels(new Contrast(4).apply(two, 0))).containsExactly(0, 255);
    }

    @Test
    void occlusionCoversItsShareInBlack() {
        GrayImage white = GrayImage.of(100, 50, filled(5000, 255));
        byte[] covered = pixels(new Occlusion(.09).apply(white, 9));
        assertThat(IntStream.range(0, 5000).filter(i -> covered[i] == 0).count())
                .isEqualTo(30 * 15);
        assertThat(IntStream.range(0, 5000).filter(i -> covered[i] == -1).count())
                .isEqualTo(5000 - 450);
    }

    @Test
    void tiltTurnsTheCornersAwayAndKeepsTheMiddle() {
        GrayImage turned = new Tilt(90).apply(FACE, 3);
        assertThat(turned.pixel(10, 5)).isIn(FACE.pixel(5, 37), FACE.pixel(42, 10));
    }

    @Test
    void aSmallFaceIsNotMadeSmallerThanItIs() {
        GrayImage small = FACE.resized(24, 24);
        assertThat(new SmallFace(32).apply(small, 0)).isSameAs(small);
        assertThat(pixels(new SmallFace(12).apply(FACE, 0)))
                .isEqualTo(pixels(FACE.resized(12, 12).resized(48, 48)));
    }

    @Test
    void anImpossibleSeverityIsRefused() {
        for (Runnable mistake : List.<Runnable>of(
                () -> new Blur(0),
                () -> new Noise(-1),
                () -> new JpegCompression(0),
                () -> new Brightness(2),
                () -> new Contrast(Double.NaN),
                () -> new Tilt(181),
                () -> new Occlusion(1.1),
                () -> new SmallFace(0))) {
            assertThatThrownBy(mistake::run)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("expected");
        }
    }

    /** A judge that answers rightly unless the picture is covered; then it takes everybody for angry. */
    @Test
    void theCardHasALineForEachDisturbance() {
        Predictions right = predictions(false);
        RobustnessCard card = RobustnessCard.measure(
                Evaluation.of(right, 0), 42, disturbance -> predictions(disturbance instanceof Occlusion));
        assertThat(card.lines())
                .hasSize(32)
                .extracting(RobustnessCard.Line::disturbance)
                .isEqualTo(Disturbance.ALL);
        assertThat(card.text().lines()).hasSize(34);
        assertThat(card.text())
                .contains("unchanged                     100.00   78.5 to 100.0   +0.00     1.000  angry 100.0\n")
                .contains("blur        sigma 0.5 px      100.00")
                .contains("occlusion   30 %               14.29    4.0 to  39.9  -85.71     0.036  disgust 0.0\n");
    }

    private static Predictions predictions(boolean angry) {
        int[] truth = IntStream.range(0, 14).map(i -> i % 7).toArray();
        float[][] rows = new float[14][Emotion.COUNT];
        IntStream.range(0, 14).forEach(i -> rows[i][angry ? 0 : truth[i]] = 1);
        return Predictions.of(IntStream.range(0, 14).toArray(), truth, rows);
    }

    private static double distance(GrayImage spoilt) {
        byte[] one = pixels(FACE);
        byte[] other = pixels(spoilt);
        return IntStream.range(0, one.length)
                .mapToDouble(i -> Math.abs((one[i] & 0xff) - (other[i] & 0xff)))
                .sum();
    }

    private static byte[] filled(int n, int gray) {
        byte[] pixels = new byte[n];
        Arrays.fill(pixels, (byte) gray);
        return pixels;
    }

    private static byte[] pixels(GrayImage picture) {
        byte[] pixels = new byte[picture.width() * picture.height()];
        picture.copyPixels(pixels, 0);
        return pixels;
    }
}
