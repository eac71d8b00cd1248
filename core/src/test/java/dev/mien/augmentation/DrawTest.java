package dev.mien.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is drawn: ranges and distribution, independence, and that it is a pure function of seed, epoch and row. */
class DrawTest {
    private static final int COUNT = 20_000;
    private static final int BINS = 20;
    /** The 0.9999 quantile of the chi-square distribution with 19 degrees of freedom (scipy.stats.chi2.ppf). */
    private static final double CHI_SQUARE_LIMIT = 50.80;

    private static final Augmenter AUGMENTER = new Augmenter(
            List.of(new Shift(0.1, 0.25), new Zoom(0.2), new HorizontalFlip(0.5), new Rotation(10)), 50, 40);

    private static final Augmenter MIEN = new Augmenter(
            List.of(
                    new Scale(0.18),
                    new AspectRatio(0.08),
                    new BrightnessContrast(0.3, 0.2),
                    new RandomErasing(0.4),
                    new ReflectedBorder()),
            48,
            48);

    private static Stream<Draw> overRows() {
        return IntStream.range(0, COUNT).mapToObj(row -> AUGMENTER.draw(7, 1, row));
    }

    private static Stream<Draw> overEpochs() {
        return IntStream.range(0, COUNT).mapToObj(epoch -> AUGMENTER.draw(7, epoch, 3));
    }

    private static Stream<Draw> overSeeds() {
        return IntStream.range(0, COUNT).mapToObj(seed -> AUGMENTER.draw(seed, 1, 3));
    }

    static Stream<Arguments> uniformValues() {
        double turn = Math.toRadians(10);
        return Stream.of(
                Arguments.of("shift of 0.1 of 50 columns", (ToDoubleFunction<Draw>) Draw::shiftX, -5, 5),
                Arguments.of("shift of 0.25 of 40 rows", (ToDoubleFunction<Draw>) Draw::shiftY, -10, 10),
                Arguments.of("zoom of columns", (ToDoubleFunction<Draw>) Draw::zoomX, 0.8, 1.2),
                Arguments.of("zoom of rows", (ToDoubleFunction<Draw>) Draw::zoomY, 0.8, 1.2),
                Arguments.of("rotation", (ToDoubleFunction<Draw>) Draw::rotation, -turn, turn));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uniformValues")
    void valuesAreUniform(String name, ToDoubleFunction<Draw> value, double low, double high) {
        for (Stream<Draw> draws : List.of(overRows(), overEpochs(), overSeeds())) {
            double[] values = draws.mapToDouble(value).toArray();

            assertThat(Arrays.stream(values).boxed()).as(name).allMatch(one -> one >= low && one <= high);
            assertThat(chiSquare(values, low, high)).as(name).isLessThan(CHI_SQUARE_LIMIT);
        }
    }

    static Stream<Arguments> uniformValuesOfMien() {
        return Stream.of(
                Arguments.of("scale", (ToDoubleFunction<Draw>) DrawTest::logOfScale, -0.18, 0.18),
                Arguments.of("aspect ratio", (ToDoubleFunction<Draw>) DrawTest::logOfAspect, -0.08, 0.08),
                Arguments.of(
                        "brightness",
                        (ToDoubleFunction<Draw>) draw -> draw.light().brightness(),
                        0.7,
                        1.3),
                Arguments.of(
                        "contrast",
                        (ToDoubleFunction<Draw>) draw -> draw.light().contrast(),
                        0.8,
                        1.2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uniformValuesOfMien")
    void valuesOfMienAreUniform(String name, ToDoubleFunction<Draw> value, double low, double high) {
        double[] values = ofMien().mapToDouble(value).toArray();

        double rounding = 1e-12;
        assertThat(Arrays.stream(values).boxed()).allMatch(one -> one >= low - rounding && one <= high + rounding);
        assertThat(chiSquare(values, low, high)).isLessThan(CHI_SQUARE_LIMIT);
    }

    private static Stream<Draw> ofMien() {
        return IntStream.range(0, COUNT).mapToObj(row -> MIEN.draw(7, 1, row));
    }

    private static double logOfScale(Draw draw) {
        return Math.log(draw.zoomX() * draw.zoomY()) / 2;
    }

    private static double logOfAspect(Draw draw) {
        return Math.log(draw.zoomX() / draw.zoomY()) / 2;
    }

    @Test
    void scaleKeepsTheAspectRatioAndAspectRatioTheArea() {
        Augmenter scale = new Augmenter(List.of(new Scale(0.5)), 48, 48);
        Augmenter aspect = new Augmenter(List.of(new AspectRatio(0.5)), 48, 48);

        for (int row = 0; row < 100; row++) {
            assertThat(scale.draw(1, 1, row).zoomX())
                    .isEqualTo(scale.draw(1, 1, row).zoomY())
                    .isNotEqualTo(1);
            assertThat(aspect.draw(1, 1, row).zoomX() * aspect.draw(1, 1, row).zoomY())
                    .isCloseTo(1, within(1e-12));
        }
    }

    private static double chiSquare(double[] values, double low, double high) {
        int[] counts = new int[BINS];
        for (double value : values) {
            counts[Math.max(0, Math.min(BINS - 1, (int) ((value - low) / (high - low) * BINS)))]++;
        }
        double expected = (double) values.length / BINS;
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }

    @Test
    void valuesAreIndependent() {
        List<ToDoubleFunction<Draw>> values = List.of(
                Draw::zoomX, Draw::zoomY, Draw::shiftX, Draw::shiftY, Draw::rotation, draw -> draw.flip() ? 1 : 0);
        List<Draw> draws = overRows().toList();

        for (int i = 0; i < values.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(correlation(draws, values.get(i), values.get(j)))
                        .as("values %d and %d", i, j)
                        .isCloseTo(0, within(4 / Math.sqrt(COUNT)));
            }
        }
    }

    private static double correlation(List<Draw> draws, ToDoubleFunction<Draw> a, ToDoubleFunction<Draw> b) {
        double meanA = draws.stream().mapToDouble(a).average().orElseThrow();
        double meanB = draws.stream().mapToDouble(b).average().orElseThrow();
        double product = 0;
        double squareA = 0;
        double squareB = 0;
        for (Draw draw : draws) {
            double offA = a.applyAsDouble(draw) - meanA;
            double offB = b.applyAsDouble(draw) - meanB;
            product += offA * offB;
            squareA += offA * offA;
            squareB += offB * offB;
        }
        return product / Math.sqrt(squareA * squareB);
    }

    @Test
    void halfAreFlipped() {
        for (Stream<Draw> draws : List.of(overRows(), overEpochs(), overSeeds())) {
            double share = draws.filter(Draw::flip).count() / (double) COUNT;

            assertThat(share).isCloseTo(0.5, within(2 / Math.sqrt(COUNT)));
        }
    }

    @Test
    void probabilitiesZeroAndOneAreCertain() {
        Augmenter never = new Augmenter(List.of(new HorizontalFlip(0)), 4, 4);
        Augmenter always = new Augmenter(List.of(new HorizontalFlip(1)), 4, 4);

        assertThat(IntStream.range(0, 1000).mapToObj(row -> never.draw(1, 1, row)))
                .noneMatch(Draw::flip);
        assertThat(IntStream.range(0, 1000).mapToObj(row -> always.draw(1, 1, row)))
                .allMatch(Draw::flip);
    }

    /** Both ways in any two epochs, and half of the faces begin mirrored. */
    @Test
    void anAlternatingFlipMirrorsEachSampleInEveryOtherEpochAndDrawsNothing() {
        Augmenter alternating = new Augmenter(List.of(new AlternatingFlip(), new Rotation(10)), 4, 4);
        Augmenter without = new Augmenter(List.of(new Rotation(10)), 4, 4);
        int begins = 0;
        for (int row = 0; row < 1000; row++) {
            boolean first = alternating.draw(7, 1, row).flip();
            begins += first ? 1 : 0;
            for (int epoch = 1; epoch < 6; epoch++) {
                Draw draw = alternating.draw(7, epoch, row);
                assertThat(draw.flip()).isEqualTo(first ^ epoch % 2 == 0);
                assertThat(draw.rotation())
                        .isEqualTo(without.draw(7, epoch, row).rotation());
            }
        }
        assertThat(begins).isBetween(440, 560);
        assertThat(new AlternatingFlip().times(0.3)).isEqualTo(new AlternatingFlip());
    }

    @Test
    void sameInputsDrawTheSameAndOthersDiffer() {
        Draw draw = AUGMENTER.draw(7, 1, 3);

        assertThat(AUGMENTER.draw(7, 1, 3)).isEqualTo(draw);
        assertThat(Stream.concat(overRows(), Stream.concat(overEpochs(), overSeeds()))
                        .distinct())
                .as("the draw of seed 7, epoch 1 and row 3 comes three times, each other once")
                .hasSize(3 * COUNT - 2);
        assertThat(ofMien().distinct()).hasSize(COUNT);
        assertThat(ofMien().parallel().toList()).isEqualTo(ofMien().toList());
    }

    /**
     * Held to the bit, against another writing of SplitMix64 (golden/augmentation.py): a run must be repeatable on
     * another machine and by a later version.
     */
    @ParameterizedTest
    @CsvFileSource(resources = "/golden/augmentation/drawn.csv", numLinesToSkip = 1)
    void drawsAreThoseOfSplitMix64(
            long seed, int epoch, int row, double x, double y, double zoomX, double zoomY, double turn, int flip) {
        Augmenter article = new Augmenter(List.of(new Shift(0.1, 0.1), new Zoom(0.2), new HorizontalFlip(0.5)), 48, 48);

        assertThat(article.draw(seed, epoch, row)).isEqualTo(new Draw(x, y, zoomX, zoomY, turn, flip == 1));
    }

    /** To the last digits, which are the exponential function's, against the same other writing. */
    @ParameterizedTest
    @CsvFileSource(resources = "/golden/augmentation/erased.csv", numLinesToSkip = 1)
    void drawsOfMienAreThoseOfSplitMix64(ArgumentsAccessor line) {
        Augmenter mien = new Augmenter(
                List.of(
                        new Scale(0.18),
                        new AspectRatio(0.08),
                        new BrightnessContrast(0.3, 0.3),
                        new RandomErasing(0.4)),
                48,
                48);

        Draw draw = mien.draw(line.getLong(0), line.getInteger(1), line.getInteger(2));

        assertThat(draw.zoomX()).isCloseTo(line.getDouble(3), within(1e-14));
        assertThat(draw.zoomY()).isCloseTo(line.getDouble(4), within(1e-14));
        assertThat(draw.light()).isEqualTo(new Light(line.getDouble(5), line.getDouble(6)));
        assertThat(draw.erased()).hasSize(line.getInteger(9) > 0 ? 1 : 0).allSatisfy(patch -> {
            assertThat(patch)
                    .isEqualTo(new Patch(
                            line.getInteger(7),
                            line.getInteger(8),
                            line.getInteger(9),
                            line.getInteger(10),
                            patch.seed()));
            assertThat(firstTwoPixels(patch)).containsExactly(line.getInteger(11), line.getInteger(12));
        });
    }

    private static float[] firstTwoPixels(Patch patch) {
        float[] target = new float[2];
        Draw draw = new Draw(
                0,
                0,
                1,
                1,
                0,
                false,
                Border.NEAREST,
                Light.UNCHANGED,
                List.of(new Patch(0, 0, patch.width(), patch.height(), patch.seed())));
        new Finish(2, 1).apply(draw, target, 0);
        return target;
    }

    @Test
    void eachKindOfAugmentationIsDrawn() {
        List<Augmentation> examples = List.of(
                new AlternatingFlip(),
                new AspectRatio(0.1),
                new BrightnessContrast(0.2, 0.2),
                new Degradation(1),
                new HorizontalFlip(1),
                new RandomErasing(1),
                new ReflectedBorder(),
                new Rotation(20),
                new Scale(0.2),
                new Shift(0.2, 0.2),
                new Zoom(0.3));

        assertThat(examples.stream().map(Object::getClass).map(Augmentations.kinds()::nameOf))
                .containsExactlyInAnyOrderElementsOf(Augmentations.kinds().names());
        assertThat(examples)
                .allSatisfy(augmentation -> assertThat(IntStream.of(1, 2)
                                .mapToObj(epoch -> new Augmenter(List.of(augmentation), 48, 48).draw(1, epoch, 1)))
                        .anyMatch(draw -> !draw.equals(Draw.IDENTITY)));
    }

    @Test
    void nothingToDrawIsTheIdentity() {
        assertThat(new Augmenter(List.of(), 48, 48).draw(1, 1, 1)).isEqualTo(Draw.IDENTITY);
    }

    @Test
    void augmentationsRefuseValuesOutOfRange() {
        assertThatThrownBy(() -> new HorizontalFlip(1.5))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("probability of a flip is 1.5, expected a number from 0.0 to 1.0");
        assertThatThrownBy(() -> new Shift(-0.1, 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("horizontal shift is -0.1, expected a number from 0.0 to 1.0");
        assertThatThrownBy(() -> new Shift(0, Double.NaN))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("vertical shift is NaN, expected a number from 0.0 to 1.0");
        assertThatThrownBy(() -> new Zoom(1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("zoom range is 1.0, expected a number from 0.0 to 0.99");
        assertThatThrownBy(() -> new Rotation(181))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("rotation is 181.0, expected a number from 0.0 to 180.0");
    }

    @Test
    void augmentationsOfMienRefuseValuesOutOfRange() {
        assertThatThrownBy(() -> new Scale(2.1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("scale range is 2.1, expected a number from 0.0 to 2.0");
        assertThatThrownBy(() -> new AspectRatio(-1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("aspect ratio range is -1.0, expected a number from 0.0 to 2.0");
        assertThatThrownBy(() -> new BrightnessContrast(1.1, 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("brightness range is 1.1, expected a number from 0.0 to 1.0");
        assertThatThrownBy(() -> new BrightnessContrast(0, Double.NaN))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("contrast range is NaN, expected a number from 0.0 to 1.0");
    }

    @Test
    void drawsRefuseValuesOutOfRange() {
        assertThatThrownBy(() -> new Draw(0, 0, 1, 0, 0, false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("vertical zoom factor is 0.0, expected a number from 1.0E-6 to 1000.0");
        assertThatThrownBy(() -> new Draw(Double.POSITIVE_INFINITY, 0, 1, 1, 0, false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("horizontal shift in pixels is Infinity, expected a number from -1000000.0 to 1000000.0");
        assertThatThrownBy(() -> new Draw(0, 0, 1, 1, Double.NaN, false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("rotation in radians is NaN, expected a number from -1000000.0 to 1000000.0");
        assertThatThrownBy(() -> new Light(-1, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("brightness factor is -1.0, expected a number from 0.0 to 1000.0");
        assertThatThrownBy(() -> new Light(1, 1001))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("contrast factor is 1001.0, expected a number from 0.0 to 1000.0");
        assertThatThrownBy(() -> new Patch(-1, 0, 1, 1, 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("first column of an erased area is -1.0, expected a number from 0.0 to 1000000.0");
    }
}
