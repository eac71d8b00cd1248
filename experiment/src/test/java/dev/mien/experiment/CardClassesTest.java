package dev.mien.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.Emotion;
import dev.mien.evaluation.ClassificationReport;
import dev.mien.evaluation.ConfusionMatrix;
import dev.mien.evaluation.Evaluation;
import org.junit.jupiter.api.Test;

class CardClassesTest {
    /** Ten faces of each emotion. Six sad answers are given to fear, and two to neutral. */
    private static final Evaluation SAD = evaluation(counts -> {
        counts[Emotion.FEAR.code()][Emotion.FEAR.code()] = 4;
        counts[Emotion.FEAR.code()][Emotion.SAD.code()] = 6;
        counts[Emotion.NEUTRAL.code()][Emotion.NEUTRAL.code()] = 8;
        counts[Emotion.NEUTRAL.code()][Emotion.SAD.code()] = 2;
    });

    private static final Evaluation EVEN = evaluation(counts -> {});

    private interface Change {
        void apply(int[][] counts);
    }

    private static Evaluation evaluation(Change change) {
        int[][] counts = new int[Emotion.COUNT][Emotion.COUNT];
        for (int i = 0; i < Emotion.COUNT; i++) {
            counts[i][i] = 10;
        }
        change.apply(counts);
        ConfusionMatrix matrix = ConfusionMatrix.of(counts);
        return new Evaluation(1, matrix, ClassificationReport.of(matrix));
    }

    private static String card(Evaluation judged, Evaluation drawn) {
        Markdown page = new Markdown("card");
        new CardClasses(judged, drawn).write(page);
        return page.toString().replaceAll("\\s+", " ");
    }

    @Test
    void eachClassHasItsShareOfTheFacesAndOfTheAnswers() {
        assertThat(card(SAD, EVEN))
                .contains("| class | precision | recall | F1 | faces | answers |")
                .contains("| fear | 1.000 | 0.400 | 0.571 | 10 (14.3 %) | 4 (5.7 %) |")
                .contains("| sad | 0.556 | 1.000 | 0.714 | 10 (14.3 %) | 18 (25.7 %) |")
                .contains("The model answers sad too often: for 25.7 % of the faces, where it is true of 14.3 %.")
                .contains("The most frequent mistakes: fear taken for sad, 60 % of 10; neutral taken for sad,"
                        + " 20 % of 10.");
    }

    @Test
    void drawnFacesHaveATableOfTheirOwn() {
        assertThat(card(EVEN, SAD))
                .contains("On 70 faces that Mien draws, as many for each emotion, the model is right on 88.57 %.")
                .contains("| drawn faces | precision | recall | faces | answers |")
                .contains("| sad | 0.556 | 1.000 | 10 (14.3 %) | 18 (25.7 %) |")
                .contains("Each class is answered as often as it is true.");
    }

    @Test
    void aModelWithoutMistakesHasNoMostFrequentOnes() {
        assertThat(card(EVEN, EVEN)).doesNotContain("The most frequent mistakes");
    }
}
