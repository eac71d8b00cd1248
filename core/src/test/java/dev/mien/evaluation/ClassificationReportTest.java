package dev.mien.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassificationReportTest {
    private final ConfusionMatrix matrix = ConfusionMatrix.of(new GoldenCase("halves").confusion());

    @Test
    void callsTheMicroAverageAccuracyWhereTheLabelsCoverAllSamples() {
        // Every sample is happy or sad, and so is every prediction.
        int[][] counts = new int[Emotion.COUNT][Emotion.COUNT];
        counts[3][4] = 1;
        counts[4][4] = 2;
        ConfusionMatrix sparse = ConfusionMatrix.of(counts);

        ClassificationReport covering = ClassificationReport.of(sparse, List.of(Emotion.HAPPY, Emotion.SAD));
        ClassificationReport partial = ClassificationReport.of(sparse, List.of(Emotion.HAPPY));

        assertThat(covering.isComplete()).isTrue();
        assertThat(covering.text(2)).contains("    accuracy                           0.67         3\n");
        assertThat(partial.isComplete()).isFalse();
        assertThat(partial.text(2)).contains("   micro avg       0.00      0.00      0.00         1\n");
    }

    @Test
    void weighsEquallyWhereNoLabelHasSamples() {
        ClassScores weighted = ClassificationReport.of(matrix, List.of(Emotion.FEAR, Emotion.SAD))
                .weighted();

        assertThat(weighted).isEqualTo(new ClassScores(0, 0, 0, 0));
    }

    @Test
    void printsThePointWhateverTheLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(ClassificationReport.of(matrix).text(3))
                    .isEqualTo(new GoldenCase("halves").text("report-3.txt"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void refusesAnEmotionItDoesNotSpeakOf() {
        ClassificationReport report = ClassificationReport.of(matrix, List.of(Emotion.HAPPY, Emotion.SAD));

        assertThatThrownBy(() -> report.scores(Emotion.FEAR))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the report covers [happy, sad], not fear: make one that includes it");
    }

    @Test
    void refusesLabelsTwiceOrNone() {
        assertThatThrownBy(() -> ClassificationReport.of(matrix, List.of(Emotion.SAD, Emotion.SAD)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the report's labels are [sad, sad], expected at least one emotion, each at most once:"
                        + " choose among angry, disgust, fear, happy, sad, surprise, neutral");
        assertThatThrownBy(() -> ClassificationReport.of(matrix, List.of())).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 18})
    void refusesDigitsOutOfRange(int digits) {
        ClassificationReport report = ClassificationReport.of(matrix);

        assertThatThrownBy(() -> report.text(digits))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the report's digits are " + digits + ", expected 0 to 17: 3 shows a tenth of a percent");
    }
}
