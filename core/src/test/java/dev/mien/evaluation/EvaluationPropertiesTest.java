package dev.mien.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any predictions. */
@ParameterizedClass
@MethodSource("seeds")
class EvaluationPropertiesTest {
    private static final Offset<Double> EXACT = within(1e-12);

    private final long seed;
    private final Predictions predictions;
    private final Evaluation evaluation;

    EvaluationPropertiesTest(long seed) {
        this.seed = seed;
        this.predictions = RandomPredictions.of(seed);
        this.evaluation = Evaluation.of(predictions, 0);
    }

    static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    @Test
    void everySampleIsCountedOnce() {
        ConfusionMatrix matrix = evaluation.matrix();

        assertThat(matrix.total()).isEqualTo(predictions.size()).isEqualTo(evaluation.n());
        assertThat(Emotion.all().stream().mapToInt(matrix::truthTotal).sum()).isEqualTo(matrix.total());
        assertThat(Emotion.all().stream().mapToInt(matrix::predictedTotal).sum())
                .isEqualTo(matrix.total());
    }

    @Test
    void rowSharesSumToOneOrNothing() {
        double[][] shares = evaluation.matrix().rowShares();

        for (Emotion emotion : Emotion.all()) {
            double expected = evaluation.matrix().truthTotal(emotion) == 0 ? 0 : 1;
            assertThat(Arrays.stream(shares[emotion.code()]).sum()).isCloseTo(expected, EXACT);
        }
    }

    @Test
    void accuracyIsTheMicroAverageAndTheWeightedRecall() {
        assertThat(evaluation.report().micro().f1()).isCloseTo(evaluation.accuracy(), EXACT);
        assertThat(evaluation.report().weighted().recall()).isCloseTo(evaluation.accuracy(), EXACT);
        assertThat(evaluation.accuracyInterval().contains(evaluation.accuracy()))
                .isTrue();
    }

    @Test
    void theOrderOfSamplesDoesNotMatter() {
        Predictions shuffled = select(shuffle(predictions.size()), identity());

        assertSameWhole(shuffled);
        for (Emotion emotion : Emotion.all()) {
            assertSameCurves(shuffled, emotion, emotion);
        }
    }

    @Test
    void namingTheClassesOtherwiseDoesNotMatter() {
        int[] renamed = shuffle(Emotion.COUNT);
        Predictions other = select(IntStream.range(0, predictions.size()).toArray(), renamed);

        for (Emotion emotion : Emotion.all()) {
            assertSameCurves(other, emotion, Emotion.ofCode(renamed[emotion.code()]));
        }
        assertThat(Evaluation.logLoss(other)).isCloseTo(Evaluation.logLoss(predictions), EXACT);
    }

    /** Apart from the curves' property, as equal scores within a row go to the first class, whichever that is. */
    @Test
    void namingTheMatrixsClassesOtherwiseDoesNotMatter() {
        int[] renamed = shuffle(Emotion.COUNT);
        int[][] counts = evaluation.matrix().counts();
        int[][] moved = new int[Emotion.COUNT][Emotion.COUNT];
        for (int truth = 0; truth < moved.length; truth++) {
            for (int predicted = 0; predicted < moved.length; predicted++) {
                moved[renamed[truth]][renamed[predicted]] = counts[truth][predicted];
            }
        }
        ConfusionMatrix matrix = ConfusionMatrix.of(moved);
        Evaluation other = new Evaluation(0, matrix, ClassificationReport.of(matrix));

        assertThat(other.accuracy()).isEqualTo(evaluation.accuracy());
        assertThat(other.balancedAccuracy()).isCloseTo(evaluation.balancedAccuracy(), EXACT);
        assertThat(other.macroF1()).isCloseTo(evaluation.macroF1(), EXACT);
        for (Emotion emotion : Emotion.all()) {
            assertThat(other.scores(Emotion.ofCode(renamed[emotion.code()]))).isEqualTo(evaluation.scores(emotion));
        }
    }

    @Test
    void curvesRunMonotonouslyFromEndToEnd() {
        for (RocCurve curve : RocCurve.all(predictions)) {
            curve.area().ifPresent(area -> {
                assertThat(area).isBetween(0.0, 1.0);
                assertThat(curve.falsePositiveRates()).isSorted().startsWith(0).endsWith(1);
                assertThat(curve.truePositiveRates()).isSorted().startsWith(0).endsWith(1);
            });
        }
        for (PrecisionRecallCurve curve : PrecisionRecallCurve.all(predictions)) {
            assertThat(curve.thresholds()).isSorted().hasSize(curve.size() - 1);
            curve.averagePrecision().ifPresent(area -> assertThat(area).isBetween(0.0, 1.0));
        }
    }

    /**
     * The area is the chance that a sample of the class scores more than another, ties counting half (Mann and
     * Whitney).
     */
    @Test
    void rocAreaCountsTheOrderedPairs() {
        for (RocCurve curve : RocCurve.all(predictions)) {
            curve.area().ifPresent(area -> assertThat(area).isCloseTo(orderedPairs(curve.emotion()), EXACT));
        }
    }

    private double orderedPairs(Emotion emotion) {
        double ordered = 0;
        int pairs = 0;
        for (int i = 0; i < predictions.size(); i++) {
            for (int j = 0; j < predictions.size(); j++) {
                if (predictions.truth(i) == emotion.code() && predictions.truth(j) != emotion.code()) {
                    float difference =
                            predictions.probability(i, emotion.code()) - predictions.probability(j, emotion.code());
                    ordered += (Math.signum(difference) + 1) / 2;
                    pairs++;
                }
            }
        }
        return ordered / pairs;
    }

    private void assertSameWhole(Predictions other) {
        assertThat(ConfusionMatrix.of(other)).isEqualTo(evaluation.matrix());
        assertThat(ClassificationReport.of(ConfusionMatrix.of(other)).text(3))
                .isEqualTo(evaluation.report().text(3));
    }

    private void assertSameCurves(Predictions other, Emotion here, Emotion there) {
        RocCurve roc = RocCurve.of(predictions, here);
        assertThat(RocCurve.of(other, there).truePositiveRates()).isEqualTo(roc.truePositiveRates());
        assertThat(RocCurve.of(other, there).falsePositiveRates()).isEqualTo(roc.falsePositiveRates());
        assertThat(PrecisionRecallCurve.of(other, there).precisions())
                .isEqualTo(PrecisionRecallCurve.of(predictions, here).precisions());
    }

    /** The samples {@code order}, with class c called {@code renamed[c]}. */
    private Predictions select(int[] order, int[] renamed) {
        int[] rows = Arrays.stream(order).map(predictions::row).toArray();
        int[] truth =
                Arrays.stream(order).map(i -> renamed[predictions.truth(i)]).toArray();
        float[][] probabilities = new float[order.length][Emotion.COUNT];
        for (int i = 0; i < order.length; i++) {
            for (int c = 0; c < Emotion.COUNT; c++) {
                probabilities[i][renamed[c]] = predictions.probability(order[i], c);
            }
        }
        return Predictions.of(rows, truth, probabilities);
    }

    private static int[] identity() {
        return IntStream.range(0, Emotion.COUNT).toArray();
    }

    private int[] shuffle(int size) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return order.stream().mapToInt(Integer::intValue).toArray();
    }
}
