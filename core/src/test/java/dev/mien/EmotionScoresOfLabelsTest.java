package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EmotionScoresOfLabelsTest {
    private static final LabelSet OWN = LabelSet.parse("bored,joy,confused,engaged");
    private final EmotionScores scores = new EmotionScores(OWN, new double[] {0.1, 0.2, 0.4, 0.3});

    @Test
    void labelsAreRankedByTheirScores() {
        assertThat(scores.label().name()).isEqualTo("confused");
        assertThat(scores.confidence()).isEqualTo(0.4);
        assertThat(scores.rankedLabels())
                .extracting(Label::name)
                .containsExactly("confused", "engaged", "joy", "bored");
        assertThat(scores.of(OWN.label(3))).isEqualTo(0.3);
    }

    @Test
    void anEmotionIsFoundByItsMeaning() {
        assertThat(scores.of(Emotion.HAPPY)).isEqualTo(0.2);
        EmotionScores happy = new EmotionScores(OWN, new double[] {0.1, 0.6, 0.1, 0.2});
        assertThat(happy.emotion()).isEqualTo(Emotion.HAPPY);
    }

    @Test
    void whatHasNoEmotionSaysSo() {
        assertThatThrownBy(scores::emotion)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the class 'confused' is none of the emotions angry, disgust, fear, happy, sad, surprise,"
                        + " neutral: ask for its label");
        assertThatThrownBy(() -> scores.of(Emotion.SAD))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("no class means sad");
        assertThatThrownBy(() -> scores.of(Label.of("angry", 0)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there is no score of 'angry': the classes are bored, joy, confused, engaged");
    }

    @Test
    void theNumberOfScoresIsThatOfTheLabels() {
        assertThatThrownBy(() -> new EmotionScores(OWN, new double[] {0.5, 0.5}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the scores of a face are [0.5, 0.5], expected 4 numbers from 0 to 1 that sum to 1");
    }
}
