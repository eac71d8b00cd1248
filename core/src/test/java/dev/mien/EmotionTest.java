package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmotionTest {
    @Test
    void theOrderIsThatOfFer2013sLabels() {
        assertThat(Emotion.names()).isEqualTo("angry, disgust, fear, happy, sad, surprise, neutral");
        assertThat(Emotion.ofCode(6)).isEqualTo(Emotion.NEUTRAL);
        assertThat(Emotion.all()).hasSize(Emotion.COUNT);
    }

    @ParameterizedTest
    @CsvSource({
        "Angry,ANGRY",
        "anger,ANGRY",
        "HAPPINESS,HAPPY",
        "fearful,FEAR",
        " surprised ,SURPRISE",
        "neutral,NEUTRAL"
    })
    void wordsInCirculationAreUnderstood(String word, Emotion emotion) {
        assertThat(Emotion.parse(word)).contains(emotion);
    }

    @Test
    void anUnknownWordIsNone() {
        assertThat(Emotion.parse("contempt")).isEmpty();
    }

    @Test
    void aCodeOutsideIsRefusedWithTheNames() {
        assertThatThrownBy(() -> Emotion.ofCode(9))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("emotion code is 9, expected 0 to 6 (angry, disgust, fear, happy, sad, surprise, neutral)");
    }
}
