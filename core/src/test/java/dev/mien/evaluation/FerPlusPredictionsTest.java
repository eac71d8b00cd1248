package dev.mien.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.dataset.FerPlusClass;
import java.util.List;
import org.junit.jupiter.api.Test;

class FerPlusPredictionsTest {
    private static final float[] ANGER = {0.25f, 0, 0, 0, 0.5f, 0, 0.25f, 0};
    private static final float[] CONTEMPT = {0, 0, 0, 0, 0, 0, 0, 1};

    @Test
    void tellsWhatItWasGivenAndCopiesIt() {
        float[][] probabilities = {ANGER.clone(), CONTEMPT.clone()};
        int[] rows = {40, 7};
        FerPlusPredictions predictions = FerPlusPredictions.of(rows, probabilities);
        rows[0] = 6;
        probabilities[0][4] = 0;

        assertThat(predictions.size()).isEqualTo(2);
        assertThat(predictions.row(0)).isEqualTo(40);
        assertThat(predictions.predicted(0)).isEqualTo(FerPlusClass.ANGER);
        assertThat(predictions.probability(0, FerPlusClass.FEAR)).isEqualTo(0.25f);
        assertThat(predictions.predicted(1)).isEqualTo(FerPlusClass.CONTEMPT);
    }

    /** FER2013's order is angry, disgust, fear, happy, sad, surprise, neutral. */
    @Test
    void sevenEmotionsAnswerUnderFerPlusNames() {
        FerPlusPredictions renamed = FerPlusPredictions.renamed(Predictions.of(
                new int[] {9}, new int[] {3}, new float[][] {{0.3f, 0.25f, 0.2f, 0.1f, 0.08f, 0.05f, 0.02f}}));

        assertThat(renamed.row(0)).isEqualTo(9);
        assertThat(FerPlusClass.emotions().stream().map(choice -> renamed.probability(0, choice)))
                .containsExactly(0.02f, 0.1f, 0.05f, 0.08f, 0.3f, 0.25f, 0.2f, 0f);
        assertThat(renamed.predicted(0)).isEqualTo(FerPlusClass.ANGER);
    }

    @Test
    void anEnsembleAnswersWithTheMean() {
        FerPlusPredictions one = FerPlusPredictions.of(new int[] {3}, new float[][] {ANGER});
        FerPlusPredictions other = FerPlusPredictions.of(new int[] {3}, new float[][] {CONTEMPT});
        FerPlusPredictions mean = FerPlusPredictions.mean(List.of(one, other));

        assertThat(mean.probability(0, FerPlusClass.ANGER)).isEqualTo(0.25f);
        assertThat(mean.predicted(0)).isEqualTo(FerPlusClass.CONTEMPT);
        assertThatThrownBy(() -> FerPlusPredictions.mean(List.of(one, other.withRows(new int[] {4}))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("the members of an ensemble judged different rows (1 and 1)");
        assertThatThrownBy(() -> FerPlusPredictions.mean(List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("an ensemble has no member");
    }

    @Test
    void partsAreJoinedAndSelected() {
        FerPlusPredictions joined = FerPlusPredictions.joined(List.of(
                FerPlusPredictions.of(new int[] {3}, new float[][] {ANGER}),
                FerPlusPredictions.of(new int[] {1}, new float[][] {CONTEMPT})));

        assertThat(joined.select(new int[] {1, 0}).row(0)).isEqualTo(1);
        assertThat(joined.select(new int[] {1, 0}).predicted(1)).isEqualTo(FerPlusClass.ANGER);
    }

    @Test
    void refusesWhatIsNotAsDescribed() {
        assertThatThrownBy(() -> FerPlusPredictions.of(new int[2], new float[][] {ANGER}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("FER+ predictions have 2 rows and 1 lines of probabilities, expected equally many: give"
                        + " one of each per sample");
        assertThatThrownBy(() -> FerPlusPredictions.of(new int[0], new float[0][]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("FER+ predictions have no sample");
        assertThatThrownBy(() ->
                        FerPlusPredictions.of(new int[] {12}, new float[][] {{0, 0, 0, 1, Float.NaN, 0, 0, 0}}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("prediction 0 (row 12) has probability NaN for anger");
        assertThatThrownBy(() -> FerPlusPredictions.of(new int[] {12}, new float[][] {{1}}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("prediction 0 (row 12) has 1 probabilities, expected 8, one per emotion"
                        + " (neutral, happiness, surprise, sadness, anger, disgust, fear, contempt)");
    }
}
