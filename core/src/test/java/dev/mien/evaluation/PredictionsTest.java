package dev.mien.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import org.junit.jupiter.api.Test;

class PredictionsTest {
    private static final float[] HAPPY = {0, 0, 0, 1, 0, 0, 0};

    @Test
    void tellsWhatItWasGiven() {
        Predictions predictions = Predictions.of(
                new int[] {40, 7}, new int[] {3, 0}, new float[][] {HAPPY, {0.25f, 0.5f, 0.25f, 0, 0, 0, 0}});

        assertThat(predictions.size()).isEqualTo(2);
        assertThat(predictions.row(0)).isEqualTo(40);
        assertThat(predictions.truth(1)).isZero();
        assertThat(predictions.probability(1, 2)).isEqualTo(0.25f);
        assertThat(predictions.predicted(1)).isEqualTo(1);
        assertThat(predictions.confidence(1)).isEqualTo(0.5f);
        assertThat(predictions.isCorrect(0)).isTrue();
        assertThat(predictions.isCorrect(1)).isFalse();
    }

    @Test
    void predictsTheFirstOfEqualProbabilities() {
        Predictions predictions =
                Predictions.of(new int[1], new int[1], new float[][] {{0, 0.25f, 0.25f, 0.25f, 0.25f, 0, 0}});

        assertThat(predictions.predicted(0)).isEqualTo(1);
    }

    @Test
    void copiesItsArrays() {
        int[] rows = {5};
        int[] truth = {3};
        float[][] probabilities = {HAPPY.clone()};
        Predictions predictions = Predictions.of(rows, truth, probabilities);

        rows[0] = 6;
        truth[0] = 4;
        probabilities[0][3] = 0;

        assertThat(predictions.row(0)).isEqualTo(5);
        assertThat(predictions.truth(0)).isEqualTo(3);
        assertThat(predictions.confidence(0)).isEqualTo(1);
    }

    @Test
    void refusesUnequalLengths() {
        assertRefused(
                new int[2],
                new int[1],
                new float[][] {HAPPY},
                "predictions have 2 rows, 1 true classes and 1 lines of probabilities, expected equally many: give"
                        + " one of each per sample");
    }

    @Test
    void refusesNoSample() {
        assertRefused(
                new int[0],
                new int[0],
                new float[0][],
                "predictions have no sample, expected at least one: judge a split that is not empty");
    }

    @Test
    void refusesAnUnknownClass() {
        assertRefused(
                new int[] {12},
                new int[] {7},
                new float[][] {HAPPY},
                "prediction 0 (row 12) has true class 7, expected 0 to 6"
                        + " (angry, disgust, fear, happy, sad, surprise, neutral): correct its label");
    }

    @Test
    void refusesAnotherNumberOfClasses() {
        assertRefused(
                new int[] {12},
                new int[] {3},
                new float[][] {{0.5f, 0.5f}},
                "prediction 0 (row 12) has 2 probabilities, expected 7, one per emotion"
                        + " (angry, disgust, fear, happy, sad, surprise, neutral)");
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertRefused(
                new int[] {12},
                new int[] {3},
                new float[][] {{0, Float.NaN, 0, 1, 0, 0, 0}},
                "prediction 0 (row 12) has probability NaN for disgust, expected a number of 0 to 1: the model has"
                        + " diverged, train it with a lower learning rate");
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertRefused(
                new int[] {12},
                new int[] {3},
                new float[][] {{-1, 0, 0, 2, 0, 0, 0}},
                "prediction 0 (row 12) has probability -1.0 for angry, expected 0 to 1: apply softmax to the model's"
                        + " output first");
    }

    @Test
    void refusesARowThatSumsToSomethingElse() {
        assertRefused(
                new int[] {12},
                new int[] {3},
                new float[][] {{0.5f, 0, 0, 1, 0, 0, 0}},
                "prediction 0 (row 12) has probabilities that sum to 1.5, expected 1 within 0.001: apply softmax to"
                        + " the model's output first");
    }

    private static void assertRefused(int[] rows, int[] truth, float[][] probabilities, String message) {
        assertThatThrownBy(() -> Predictions.of(rows, truth, probabilities))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }
}
