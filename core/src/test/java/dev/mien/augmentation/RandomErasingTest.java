package dev.mien.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where and how large the erased rectangles are. */
class RandomErasingTest {
    private static final int COUNT = 20_000;
    private static final int LARGE = 1000;

    private static List<Patch> patches(RandomErasing erasing, int width, int height) {
        Augmenter augmenter = new Augmenter(List.of(erasing), width, height);
        return IntStream.range(0, COUNT)
                .mapToObj(row -> augmenter.draw(3, 1, row))
                .flatMap(draw -> draw.erased().stream())
                .toList();
    }

    private static double area(Patch patch) {
        return (double) patch.width() * patch.height() / (LARGE * LARGE);
    }

    private static double ratio(Patch patch) {
        return (double) patch.height() / patch.width();
    }

    @Test
    void theShareOfErasedPicturesIsTheProbability() {
        double deviation = Math.sqrt(0.4 * 0.6 / COUNT);

        assertThat((double) patches(new RandomErasing(0.4), 48, 48).size() / COUNT)
                .isCloseTo(0.4, within(4 * deviation));
        assertThat(patches(new RandomErasing(0), 48, 48)).isEmpty();
        assertThat(patches(new RandomErasing(1), 48, 48)).hasSize(COUNT);
    }

    @Test
    void areasAreUniformInThePapersRange() {
        double[] areas = patches(new RandomErasing(1), LARGE, LARGE).stream()
                .mapToDouble(RandomErasingTest::area)
                .sorted()
                .toArray();

        double pixel = 0.003;
        assertThat(areas[0]).isCloseTo(0.02, within(pixel));
        assertThat(areas[COUNT - 1]).isCloseTo(0.4, within(pixel));
        double largestDistance = IntStream.range(0, COUNT)
                .mapToDouble(i -> Math.abs((areas[i] - 0.02) / 0.38 - (i + 0.5) / COUNT))
                .max()
                .orElseThrow();
        assertThat(largestDistance)
                .as("the Kolmogorov-Smirnov distance, whose 0.9999 quantile is 2.23 / sqrt(n)")
                .isLessThan(2.23 / Math.sqrt(COUNT));
    }

    @Test
    void tallAndWideComeAsOftenWithinTheRatios() {
        List<Patch> patches = patches(new RandomErasing(1), LARGE, LARGE);

        assertThat(patches).allSatisfy(patch -> assertThat(ratio(patch)).isBetween(0.295, 1 / 0.295));
        double tall = patches.stream().filter(patch -> ratio(patch) > 1).count() / (double) COUNT;
        assertThat(tall).isCloseTo(0.5, within(2 / Math.sqrt(COUNT)));
        assertThat(patches).anyMatch(patch -> ratio(patch) > 3).anyMatch(patch -> ratio(patch) < 1 / 3.0);
    }

    @Test
    void patchesLieInsideAndReachEveryBorder() {
        List<Patch> patches = patches(new RandomErasing(1), 48, 40);

        assertThat(patches).allMatch(patch -> patch.left() + patch.width() <= 48 && patch.top() + patch.height() <= 40);
        assertThat(patches)
                .anyMatch(patch -> patch.left() == 0)
                .anyMatch(patch -> patch.top() == 0)
                .anyMatch(patch -> patch.left() + patch.width() == 48)
                .anyMatch(patch -> patch.top() + patch.height() == 40);
    }

    @Test
    void aRatioThatWouldNotFitIsNotDrawn() {
        assertThat(patches(new RandomErasing(1, 0.5, 0.5, 4, 4), 10, 10))
                .allMatch(patch -> patch.width() == 5 && patch.height() == 10);
        assertThat(patches(new RandomErasing(1, 1, 1, 0.3, 3), 12, 7))
                .allMatch(patch -> patch.width() == 12 && patch.height() == 7);
        assertThat(patches(new RandomErasing(1, 0, 0, 0.3, 3), 12, 7))
                .allMatch(patch -> patch.width() == 1 && patch.height() == 1);
        assertThat(patches(new RandomErasing(1), 1, 1)).allMatch(patch -> patch.width() == 1 && patch.height() == 1);
    }

    @Test
    void whatComesTwiceErasesTwice() {
        Augmenter augmenter = new Augmenter(List.of(new RandomErasing(1), new RandomErasing(1)), 48, 48);

        assertThat(augmenter.draw(1, 1, 1).erased()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new RandomErasing(-0.1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("probability of erasing is -0.1, expected a number from 0.0 to 1.0");
        assertThatThrownBy(() -> new RandomErasing(1, 0.4, 0.02, 0.3, 3))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("most erased area is 0.02, expected a number from 0.4 to 1.0");
        assertThatThrownBy(() -> new RandomErasing(1, 0.02, 0.4, 0, 3))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("least ratio of an erased area is 0.0, expected a number from 0.01 to 100.0");
        assertThatThrownBy(() -> new RandomErasing(1, 0.02, 0.4, 3, 0.3))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("most ratio of an erased area is 0.3, expected a number from 3.0 to 100.0");
    }

    @Test
    void aPlainFillIsPlainAndElseTheSameRectangle() {
        RandomErasing noise = new RandomErasing(1);
        RandomErasing plain = new RandomErasing(1, 0.02, 0.4, 0.3, 1 / 0.3, RandomErasing.Fill.PLAIN);
        List<Patch> ofNoise = patches(noise, 48, 48);
        List<Patch> ofPlain = patches(plain, 48, 48);
        assertThat(ofNoise).noneMatch(Patch::plain);
        assertThat(ofPlain).allMatch(Patch::plain);
        assertThat(ofPlain.get(0).width()).isEqualTo(ofNoise.get(0).width());
    }
}
