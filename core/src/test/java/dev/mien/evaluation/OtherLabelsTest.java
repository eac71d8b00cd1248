package dev.mien.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Measures over classes that are not FER2013's. The expected numbers come from scikit-learn's definitions, by hand:
 * truths 0 0 1 1 2 2 and predictions 0 1 1 1 2 0.
 */
class OtherLabelsTest {
    private static final LabelSet MOODS = LabelSet.parse("bored,overwhelmed by work,joy");

    private final Predictions predictions =
            Predictions.of(MOODS, new int[] {0, 1, 2, 3, 4, 5}, new int[] {0, 0, 1, 1, 2, 2}, new float[][] {
                {0.7f, 0.2f, 0.1f},
                {0.4f, 0.5f, 0.1f},
                {0.1f, 0.8f, 0.1f},
                {0.2f, 0.6f, 0.2f},
                {0.1f, 0.1f, 0.8f},
                {0.5f, 0.2f, 0.3f}
            });

    @Test
    void matrixHasARowForEachClass() {
        ConfusionMatrix matrix = ConfusionMatrix.of(predictions);

        assertThat(matrix.labels()).isEqualTo(MOODS);
        assertThat(matrix.toCsv()).isEqualTo("""
                true\\predicted,bored,overwhelmed by work,joy
                bored,1,1,0
                overwhelmed by work,0,2,0
                joy,1,0,1
                """);
        assertThat(matrix.count(2, 0)).isEqualTo(1);
        assertThat(matrix.count(Emotion.HAPPY, Emotion.HAPPY)).isEqualTo(1);
        assertThat(matrix.rowShares()[0]).containsExactly(0.5, 0.5, 0);
        assertThatThrownBy(() -> matrix.truthTotal(Emotion.SAD))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("no class means sad: the classes are bored, overwhelmed by work, joy");
        assertThat(matrix).isNotEqualTo(ConfusionMatrix.of(LabelSet.parse("a,b,c"), matrix.counts()));
    }

    /** Precision 1/2, 2/3, 1 and recall 1/2, 1, 1/2, so F1 is 1/2, 4/5, 2/3. */
    @Test
    void reportAndAveragesCoverAllClasses() {
        Evaluation evaluation = Evaluation.of(predictions, Evaluation.logLoss(predictions));

        assertThat(evaluation.accuracy()).isCloseTo(4 / 6.0, within(1e-12));
        assertThat(evaluation.macroF1()).isCloseTo((0.5 + 0.8 + 2 / 3.0) / 3, within(1e-12));
        assertThat(evaluation.balancedAccuracy()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(evaluation.perClass()).hasSize(3);
        assertThat(evaluation.report().text(2).lines().toList())
                .contains("overwhelmed by work       0.67      1.00      0.80         2")
                .contains("          macro avg       0.72      0.67      0.66         6");
        assertThat(ClassificationReport.ofCodes(evaluation.matrix(), List.of(2))
                        .scores(2)
                        .recall())
                .isEqualTo(0.5);
    }

    /** Of 2 x 4 pairs of a bored face and another, the bored one scores higher in 7. */
    @Test
    void curvesAndTemperatureFollowTheClasses() {
        List<RocCurve> curves = RocCurve.all(predictions);

        assertThat(curves).extracting(curve -> curve.label().name()).isEqualTo(MOODS.names());
        assertThat(curves.get(0).area().orElseThrow()).isCloseTo(7 / 8.0, within(1e-12));
        assertThat(PrecisionRecallCurve.of(predictions, Emotion.HAPPY).emotion())
                .isEqualTo(Emotion.HAPPY);
        Predictions softer = new Temperature(2).applyTo(predictions);
        assertThat(softer.labels()).isEqualTo(MOODS);
        assertThat(softer.confidence(0)).isLessThan(predictions.confidence(0));
        assertThat(Predictions.joined(List.of(softer, predictions)).labels()).isEqualTo(MOODS);
    }

    @Test
    void refusesAnswersOfOtherClasses() {
        assertThatThrownBy(() -> Predictions.of(MOODS, new int[1], new int[] {3}, new float[1][3]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("prediction 0 (row 0) has true class 3, expected 0 to 2 (bored, overwhelmed by work, joy):"
                        + " correct its label");
        assertThatThrownBy(() -> Predictions.mean(List.of(
                        predictions,
                        Predictions.of(
                                LabelSet.parse("a,b,c"), new int[] {0}, new int[] {0}, new float[][] {{1, 0, 0}}))))
                .hasMessageContaining("judged different samples");
    }
}
