package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EmotionScoresTest {
    private static final double[] VALUES = {0.1, 0, 0.2, 0.4, 0.2, 0.05, 0.05};

    @Test
    void theHighestScoreIsTheAnswer() {
        EmotionScores scores = new EmotionScores(VALUES);
        assertThat(scores.emotion()).isEqualTo(Emotion.HAPPY);
        assertThat(scores.confidence()).isEqualTo(0.4);
        assertThat(scores.of(Emotion.DISGUST)).isZero();
        assertThat(scores.ranked())
                .containsExactly(
                        Emotion.HAPPY,
                        Emotion.FEAR,
                        Emotion.SAD,
                        Emotion.ANGRY,
                        Emotion.SURPRISE,
                        Emotion.NEUTRAL,
                        Emotion.DISGUST);
    }

    @Test
    void valuesAreCopiedInAndOut() {
        double[] given = VALUES.clone();
        EmotionScores scores = new EmotionScores(given);
        given[0] = 9;
        scores.values()[1] = 9;
        assertThat(scores).isEqualTo(new EmotionScores(VALUES)).hasSameHashCodeAs(new EmotionScores(VALUES));
        assertThat(scores.values()).containsExactly(VALUES);
    }

    @Test
    void whatIsNoDistributionIsRefused() {
        double[][] wrong = {{1}, {0.5, 0.5, 0.5, 0, 0, 0, 0}, {1.5, -0.5, 0, 0, 0, 0, 0}, {Double.NaN, 1, 0, 0, 0, 0, 0}
        };
        for (double[] values : wrong) {
            assertThatThrownBy(() -> new EmotionScores(values))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("the scores of a face are [")
                    .hasMessageEndingWith("], expected 7 numbers from 0 to 1 that sum to 1");
        }
    }
}
