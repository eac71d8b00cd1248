package dev.mien.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.dataset.SplitPlan.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    void anAbsentTestPartIsNamed() {
        DataSplit split = SplitPlan.official().apply(withUsages(Faces.distinct(70), Usage.TRAINING, Usage.PUBLIC_TEST));

        assertThat(split.test().isEmpty()).isTrue();
        assertThat(split.notes()).containsExactly("PrivateTest is absent: no test score");
    }

    @Test
    void withoutAValidationPartAShareOfEachTrainingClassValidates() {
        Dataset data = withUsages(uneven(), Usage.TRAINING, Usage.TRAINING, Usage.PRIVATE_TEST);
        SplitPlan plan = new SplitPlan(Method.OFFICIAL, 0.1, 0.2, false, 7);

        DataSplit split = plan.apply(data);

        Dataset training = data.withUsage(Usage.TRAINING);
        int[] classes = training.classCounts();
        assertThat(rows(split.test())).isEqualTo(rows(data.withUsage(Usage.PRIVATE_TEST)));
        assertThat(split.validation().size()).isEqualTo((int) Math.ceil(0.2 * training.size()));
        for (int k = 0; k < classes.length; k++) {
            assertThat(split.validation().classCounts()[k] / (double) classes[k])
                    .isCloseTo(0.2, within(1.0 / classes[k]));
        }
        assertThat(Stream.of(split.train(), split.validation())
                        .flatMapToInt(part -> IntStream.of(rows(part)))
                        .sorted()
                        .toArray())
                .isEqualTo(IntStream.of(rows(training)).sorted().toArray());
        assertThat(split.rule())
                .isEqualTo("official: Training trains, PrivateTest tests; validation fraction 0.2 of Training, chosen"
                        + " by seed 7");
        assertThat(split.notes())
                .containsExactly("the data has no validation part, so "
                        + split.validation().size() + " of the " + training.size()
                        + " training faces validate, each class in proportion");
        assertThat(plan.settled(data).method()).isEqualTo(Method.OFFICIAL_TEST);
        assertThat(rows(plan.settled(data).apply(data).validation())).isEqualTo(rows(split.validation()));
        SplitPlan other = new SplitPlan(Method.OFFICIAL, 0.1, 0.2, false, 8);
        assertThat(rows(other.apply(data).validation())).isNotEqualTo(rows(split.validation()));
    }

    @Test
    void copiesOfATrainingFaceDoNotValidateIfDuplicatesStayTogether() {
        Dataset once = Faces.distinct(210);
        Dataset twice = once.select(IntStream.range(0, 420).map(i -> i % 210).toArray());
        DataSplit split = new SplitPlan(Method.OFFICIAL, 0.1, 0.2, true, 7).apply(withUsages(twice, Usage.TRAINING));

        assertThat(split.validation().size()).isEqualTo(84);
        assertThat(Copies.of(split.validation(), split.train()).isEmpty()).isTrue();
    }

    /** 1,000 faces, one in a hundred of them disgust. */
    private static Dataset uneven() {
        Dataset all = Faces.distinct(7_000);
        int[] others = IntStream.range(0, 7_000)
                .filter(i -> all.emotion(i) != Emotion.DISGUST)
                .limit(990)
                .toArray();
        int[] disgust = IntStream.range(0, 7_000)
                .filter(i -> all.emotion(i) == Emotion.DISGUST)
                .limit(10)
                .toArray();
        return all.select(IntStream.concat(IntStream.of(others), IntStream.of(disgust))
                        .toArray())
                .shuffled(3);
    }

    @Test
    void aLimitLeavesEachClassInEachPart() {
        for (long seed = 0; seed < 20; seed++) {
            SplitPlan plan = SplitPlan.random(seed);
            Dataset some = plan.limited(uneven(), 400, seed);

            DataSplit split = plan.apply(some);

            assertThat(some.size()).isEqualTo(400);
            assertThat(split.sizes()).isEqualTo("train 324, validation 36, test 40");
            for (Split part : Split.values()) {
                assertThat(split.part(part).classCounts()).doesNotContain(0);
            }
        }
    }

    @Test
    void aLimitLeavesEachClassInEachOfficialPart() {
        Dataset data = withUsages(uneven(), Usage.TRAINING, Usage.PUBLIC_TEST, Usage.PRIVATE_TEST);
        for (long seed = 0; seed < 20; seed++) {
            DataSplit split = SplitPlan.official().apply(SplitPlan.official().limited(data, 100, seed));

            for (Split part : Split.values()) {
                assertThat(split.part(part).classCounts()).doesNotContain(0);
            }
        }
    }

    /** Earlier runs stay as they were: their choice and their parts had each class. */
    @Test
    void aLimitThatLosesNoClassIsThePlainChoice() {
        Dataset data = Faces.distinct(1_000);

        Dataset some = SplitPlan.random(5).limited(data, 600, 5);
        DataSplit split = SplitPlan.random(5).apply(some);

        assertThat(rows(some)).isEqualTo(Arrays.copyOf(rows(data.shuffled(~5)), 600));
        assertThat(rows(split.test())).isEqualTo(Arrays.copyOfRange(rows(some.shuffled(5)), 540, 600));
        assertThat(SplitPlan.random(5).limited(data, 1_000, 5)).isSameAs(data);
    }

    @Test
    void aSplitThatChanceWouldLeaveWithoutAClassIsStratified() {
        Dataset data = uneven();
        Set<String> notes = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            for (boolean grouped : new boolean[] {false, true}) {
                DataSplit split = new SplitPlan(Method.RANDOM, 0.1, 0.1, grouped, seed).apply(data);

                assertThat(split.sizes()).isEqualTo("train 810, validation 90, test 100");
                notes.addAll(split.notes());
            }
        }
        assertThat(notes)
                .contains("each class is divided in proportion, because chance would leave a class out of a part");
    }

    @Test
    void aRandomSplitOfDataWithPartsOfItsOwnSaysThatItMixesThem() {
        Dataset data = withUsages(Faces.distinct(2_100), Usage.TRAINING, Usage.TRAINING, Usage.PRIVATE_TEST);

        assertThat(SplitPlan.random(1).apply(data).notes())
                .containsExactly("the split is random and mixes the data's own parts: Training 1,400, PrivateTest 700");
    }

    @Test
    void aLimitBelowOneIsRefused() {
        assertThatThrownBy(() -> SplitPlan.random(1).limited(Faces.distinct(70), 0, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the limit is 0, expected at least 1");
    }

    /** The largest remainders of 10 x 0.7, 0.2 and 0.1; then at least one of each; then a class that must keep two. */
    @Test
    void quotasAreSharesWithinLimits() {
        assertThat(Strata.quotas(new int[] {70, 20, 10}, 10, 0, 0)).containsExactly(7, 2, 1);
        assertThat(Strata.quotas(new int[] {90, 9, 1}, 10, 0, 0)).containsExactly(9, 1, 0);
        assertThat(Strata.quotas(new int[] {90, 9, 1}, 10, 1, 0)).containsExactly(8, 1, 1);
        assertThat(Strata.quotas(new int[] {90, 3, 2}, 20, 1, 2)).containsExactly(19, 1, 0);
        assertThat(Strata.quotas(new int[] {5, 5}, 100, 1, 1)).containsExactly(4, 4);
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
