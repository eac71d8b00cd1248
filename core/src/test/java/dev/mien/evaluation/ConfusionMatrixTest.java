package dev.mien.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    private static int[][] counts() {
        int[][] counts = new int[Emotion.COUNT][Emotion.COUNT];
        counts[3] = new int[] {0, 0, 0, 6, 0, 0, 2};
        counts[6] = new int[] {1, 0, 0, 0, 0, 0, 1};
        return counts;
    }

    @Test
    void rowsAreTheTruth() {
        ConfusionMatrix matrix = ConfusionMatrix.of(counts());

        assertThat(matrix.count(Emotion.HAPPY, Emotion.NEUTRAL)).isEqualTo(2);
        assertThat(matrix.rowShare(Emotion.HAPPY, Emotion.NEUTRAL)).isEqualTo(0.25);
        assertThat(matrix.rowShare(Emotion.SAD, Emotion.SAD)).isZero();
        assertThat(matrix.truthTotal(Emotion.NEUTRAL)).isEqualTo(2);
        assertThat(matrix.predictedTotal(Emotion.NEUTRAL)).isEqualTo(3);
        assertThat(matrix.total()).isEqualTo(10);
        assertThat(matrix.correct()).isEqualTo(7);
        assertThat(matrix.accuracy()).isEqualTo(0.7);
    }

    @Test
    void writesALabelledTable() {
        assertThat(ConfusionMatrix.of(counts()).toCsv()).isEqualTo("""
                        true\\predicted,angry,disgust,fear,happy,sad,surprise,neutral
                        angry,0,0,0,0,0,0,0
                        disgust,0,0,0,0,0,0,0
                        fear,0,0,0,0,0,0,0
                        happy,0,0,0,6,0,0,2
                        sad,0,0,0,0,0,0,0
                        surprise,0,0,0,0,0,0,0
                        neutral,1,0,0,0,0,0,1
                        """);
    }

    @Test
    void copiesItsCounts() {
        int[][] counts = counts();
        ConfusionMatrix matrix = ConfusionMatrix.of(counts);

        counts[3][3] = 100;
        matrix.counts()[3][3] = 100;

        assertThat(matrix).isEqualTo(ConfusionMatrix.of(counts())).hasSameHashCodeAs(ConfusionMatrix.of(counts()));
        assertThat(matrix).isNotEqualTo(ConfusionMatrix.of(counts));
    }

    @Test
    void refusesAnotherShape() {
        assertThatThrownBy(() -> ConfusionMatrix.of(new int[][] {{1, 2}, {3}}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the confusion matrix has 2 rows of lengths [2, 1], expected 7 of 7: a row and a column per"
                        + " emotion (angry, disgust, fear, happy, sad, surprise, neutral)");
    }

    @Test
    void refusesANegativeCount() {
        int[][] counts = counts();
        counts[0][1] = -4;

        assertThatThrownBy(() -> ConfusionMatrix.of(counts))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the confusion matrix holds -4, expected counts of 0 or more: correct that cell");
    }

    @Test
    void refusesToCountNothing() {
        assertThatThrownBy(() -> ConfusionMatrix.of(new int[Emotion.COUNT][Emotion.COUNT]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the confusion matrix counts 0 samples, expected 1 to 2147483647: judge a split of such a"
                        + " size");
    }
}
