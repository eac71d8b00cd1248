package dev.mien.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.dataset.SplitPlan.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitPlanTest {
    private static final String CLASS_ADVICE = ": use more rows, a larger fraction or another seed";

    private static int[] rows(Dataset data) {
        return IntStream.range(0, data.size()).map(data::row).toArray();
    }

    private static Dataset withUsages(Dataset data, Usage... round) {
        Usage[] usages = new Usage[data.size()];
        Arrays.setAll(usages, i -> round[i % round.length]);
        byte[] pixels = new byte[data.size() * data.pixelsPerSample()];
        byte[] labels = new byte[data.size()];
        for (int i = 0; i < labels.length; i++) {
            data.copyPixels(i, pixels, i * data.pixelsPerSample());
            labels[i] = (byte) data.label(i);
        }
        return Dataset.of(data.source(), data.width(), data.height(), pixels, labels, usages);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/golden/splitting/sizes.csv", numLinesToSkip = 1)
    void sizesAreThoseOfScikitLearn(
            int rows, double testFraction, double validationFraction, int train, int validation, int test) {
        Dataset data = Faces.distinct(rows);
        for (boolean grouped : new boolean[] {false, true}) {
            // Few rows may leave a class out of a part, which is refused: sizes are asked of the step before.
            DataSplit split =
                    RandomSplit.of(data, new SplitPlan(Method.RANDOM, testFraction, validationFraction, grouped, 1));

            assertThat(split.train().size()).isEqualTo(train);
            assertThat(split.validation().size()).isEqualTo(validation);
            assertThat(split.test().size()).isEqualTo(test);
        }
    }

    @Test
    void shapesAreTheArticles() {
        assertThat(SplitPlan.random(7).apply(Faces.distinct(35_887)).shapes()).isEqualTo("""
                        train      (29068, 48, 48, 1) (29068, 7)
                        validation (3230, 48, 48, 1) (3230, 7)
                        test       (3589, 48, 48, 1) (3589, 7)
                        """.replace("48, 48", "2, 2"));
    }

    @Test
    void randomPartsAreTheEndsOfTheShuffle() {
        Dataset data = Faces.distinct(1_000);
        int[] order = rows(data.shuffled(5));

        DataSplit split = SplitPlan.random(5).apply(data);

        assertThat(rows(split.train())).isEqualTo(Arrays.copyOfRange(order, 0, 810));
        assertThat(rows(split.validation())).isEqualTo(Arrays.copyOfRange(order, 810, 900));
        assertThat(rows(split.test())).isEqualTo(Arrays.copyOfRange(order, 900, 1_000));
        assertThat(split.rule()).isEqualTo("random by seed 5, test fraction 0.1, validation fraction 0.1 of the rest");
        assertThat(split.notes()).isEmpty();
        assertThat(rows(SplitPlan.random(6).apply(data).train())).isNotEqualTo(rows(split.train()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void duplicatesStayTogetherAndSizesExact(long seed) {
        Random random = new Random(seed);
        Dataset few = Faces.distinct(700);
        Dataset data = few.select(IntStream.concat(IntStream.range(0, 700), random.ints(300, 0, 350))
                .toArray());

        DataSplit split = new SplitPlan(Method.RANDOM, 0.1, 0.1, true, seed).apply(data);

        assertThat(split.test().size()).isEqualTo(100);
        assertThat(split.validation().size()).isEqualTo(90);
        assertThat(split.train().size()).isEqualTo(810);
        Set<Integer> seen = new HashSet<>();
        for (Split part : Split.values()) {
            Set<Integer> own = new HashSet<>();
            IntStream.of(rows(split.part(part))).forEach(own::add);
            assertThat(seen).doesNotContainAnyElementsOf(own);
            seen.addAll(own);
        }
        assertThat(split.notes())
                .containsExactly(DuplicateGroups.of(data).size()
                        + " groups of pixel-identical samples, each whole in one split");
    }

    @Test
    void duplicatesAloneComeAsNearAsTheyCan() {
        Dataset data = Faces.dots(IntStream.range(0, 700).map(i -> i / 70).toArray());

        DataSplit split = new SplitPlan(Method.RANDOM, 0.07, 0.1, true, 1).apply(data);

        assertThat(split.test().size()).isEqualTo(70);
        assertThat(split.validation().size()).isEqualTo(70);
    }

    @Test
    void duplicatesThatCannotFillThreePartsAreRefused() {
        Dataset data = Faces.dots(new int[100]);

        assertThatThrownBy(() -> new SplitPlan(Method.RANDOM, 0.1, 0.1, true, 1).apply(data))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("dots: 100 samples with only 1 different pictures cannot fill three splits with duplicates"
                        + " kept together: use more rows or do not group duplicates");
    }

    @Test
    void officialPartsFollowUsage() {
        Dataset data =
                withUsages(Faces.distinct(210), Usage.TRAINING, Usage.TRAINING, Usage.PUBLIC_TEST, Usage.PRIVATE_TEST);

        DataSplit split = SplitPlan.official().apply(data);

        assertThat(split.train().size()).isEqualTo(106);
        assertThat(split.validation().size()).isEqualTo(52);
        assertThat(split.test().size()).isEqualTo(52);
        assertThat(split.test().usage(0)).contains(Usage.PRIVATE_TEST);
        assertThat(split.rule()).isEqualTo("official: Training trains, PublicTest validates, PrivateTest tests");
        assertThat(split.notes()).isEmpty();
    }

    @Test
    void absentOfficialPartsAreNamed() {
        DataSplit split = SplitPlan.official().apply(withUsages(Faces.distinct(70), Usage.TRAINING));

        assertThat(split.validation().isEmpty()).isTrue();
        assertThat(split.test().isEmpty()).isTrue();
        assertThat(split.notes())
                .containsExactly("PublicTest is absent: no validation score", "PrivateTest is absent: no test score");
    }

    @Test
    void officialDuplicatesLeaveTheEarlierPart() {
        Dataset once = Faces.distinct(70);
        Dataset data =
                withUsages(once.select(IntStream.range(0, 105).map(i -> i % 70).toArray()), officialRound());

        DataSplit split = new SplitPlan(Method.OFFICIAL, 0.1, 0.1, true, 0).apply(data);

        assertThat(split.train().size()).isEqualTo(35);
        assertThat(split.validation().size()).isEqualTo(35);
        assertThat(split.notes())
                .containsExactly(
                        "35 rows left out of Training, because a later part has the same pixels",
                        "PrivateTest is absent: no test score");
    }

    /** 70 rows train, 35 validate. */
    private static Usage[] officialRound() {
        Usage[] usages = new Usage[105];
        Arrays.setAll(usages, i -> i < 70 ? Usage.TRAINING : Usage.PUBLIC_TEST);
        return usages;
    }

    @Test
    void refusesAnOfficialSplitOfDataWithoutOne() {
        assertThatThrownBy(() -> SplitPlan.official().apply(Faces.distinct(70)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("distinct has no official split (no Usage column, no train and test folder):"
                        + " use a random split");
        assertThatThrownBy(() -> SplitPlan.official().apply(withUsages(Faces.distinct(70), Usage.PRIVATE_TEST)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("distinct has no row with Usage Training, so nothing trains: use a random split");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, 1, 0, -0.1, Double.NaN})
    void refusesAFractionThatIsNone(double fraction) {
        String expected = ", expected a number above 0 and below 1: give 0.1 for a tenth";

        assertThatThrownBy(() -> new SplitPlan(Method.RANDOM, fraction, 0.1, false, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the test fraction is " + fraction + expected);
        assertThatThrownBy(() -> new SplitPlan(Method.OFFICIAL, 0.1, fraction, false, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the validation fraction is " + fraction + expected);
    }

    @Test
    void refusesFractionsThatLeaveNothing() {
        assertThatThrownBy(() -> new SplitPlan(Method.RANDOM, 0.9, 0.99, false, 1).apply(Faces.distinct(70)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a test fraction of 0.9 and a validation fraction of 0.99 leave no sample of the 70 of"
                        + " distinct for training: use smaller fractions or more rows");
    }

    @Test
    void refusesAPartWithoutAClass() {
        Dataset data = Faces.distinct(700);
        int[] withoutDisgust = IntStream.range(0, 700)
                .filter(i -> data.emotion(i) != Emotion.DISGUST)
                .toArray();

        assertThatThrownBy(() -> SplitPlan.random(1).apply(data.select(withoutDisgust)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the train split of distinct has no 'disgust' face among its 486" + CLASS_ADVICE);
        assertThatThrownBy(() -> SplitPlan.random(1).apply(data.limit(20)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageMatching(
                        "the validation split of distinct has no '\\w+' face among its 2\\Q" + CLASS_ADVICE + "\\E");
    }
}
