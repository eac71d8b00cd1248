package dev.mien.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private final Predictions predictions = RandomPredictions.of(1);

    @Test
    void keepsTheLossThatItIsGiven() {
        assertThat(Evaluation.of(predictions, 4.25).loss()).isEqualTo(4.25);
    }

    @Test
    void listsTheClassesInOrder() {
        Evaluation evaluation = Evaluation.of(predictions, 0);

        assertThat(evaluation.perClass()).hasSize(Emotion.COUNT);
        assertThat(evaluation.perClass().get(Emotion.SAD.code())).isEqualTo(evaluation.scores(Emotion.SAD));
    }

    @Test
    void refusesALossThatIsNoNumber() {
        assertThatThrownBy(() -> Evaluation.of(predictions, Double.NaN))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the loss is NaN, expected a finite number: the model has diverged, train it with a lower"
                        + " learning rate");
    }

    @Test
    void curvesComeInTheOrderOfEmotions() {
        assertThat(RocCurve.all(predictions)).extracting(RocCurve::emotion).isEqualTo(Emotion.all());
        assertThat(PrecisionRecallCurve.all(predictions))
                .extracting(PrecisionRecallCurve::emotion)
                .isEqualTo(Emotion.all());
    }

    @Test
    void curvesCopyTheirArrays() {
        RocCurve roc = RocCurve.of(predictions, Emotion.HAPPY);
        PrecisionRecallCurve precisionRecall = PrecisionRecallCurve.of(predictions, Emotion.HAPPY);

        roc.falsePositiveRates()[0] = 9;
        roc.truePositiveRates()[0] = 9;
        roc.thresholds()[0] = 9;
        precisionRecall.recalls()[0] = 9;

        assertThat(roc.falsePositiveRates()[0]).isZero();
        assertThat(roc.truePositiveRates()[0]).isZero();
        assertThat(roc.thresholds()[0]).isInfinite();
        assertThat(precisionRecall.recalls()[0]).isEqualTo(1);
    }
}
