package dev.mien.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.Emotion;
import dev.mien.evaluation.Predictions;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CardClassesTest {
    private static final int FACES = 10;

    /** Six of ten fearful faces and two of ten neutral ones are called sad, all with a confidence of 0.9. */
    private static final Predictions SAD = predictions(6, 2, 0.9f);

    private static final Predictions EVEN = predictions(0, 0, 0.5f);

    /** Ten faces of each emotion. Right answers have a confidence of 0.6. */
    private static Predictions predictions(int fearCalledSad, int neutralCalledSad, float confidence) {
        int[] truth = new int[FACES * Emotion.COUNT];
        float[][] probabilities = new float[truth.length][];
        for (int i = 0; i < truth.length; i++) {
            Emotion emotion = Emotion.ofCode(i / FACES);
            truth[i] = emotion.code();
            boolean sad = emotion == Emotion.FEAR && i % FACES < fearCalledSad
                    || emotion == Emotion.NEUTRAL && i % FACES < neutralCalledSad;
            probabilities[i] = answer(sad ? Emotion.SAD : emotion, sad ? confidence : 0.6f);
        }
        return Predictions.of(rows(truth.length), truth, probabilities);
    }

    private static int[] rows(int count) {
        int[] rows = new int[count];
        Arrays.setAll(rows, i -> i);
        return rows;
    }

    private static float[] answer(Emotion emotion, float confidence) {
        float[] probabilities = new float[Emotion.COUNT];
        Arrays.fill(probabilities, (1 - confidence) / (Emotion.COUNT - 1));
        probabilities[emotion.code()] = confidence;
        return probabilities;
    }

    private static String card(Predictions judged, Predictions drawn) {
        Markdown page = new Markdown("card");
        new CardClasses(judged, Optional.of(drawn)).write(page);
        return page.toString().replaceAll("\\s+", " ");
    }

    /** Sad: ten answers at 0.6 and eight at 0.9 have a mean of 0.733. */
    @Test
    void eachClassHasItsShareOfTheFacesAndOfTheAnswersAndTheirConfidence() {
        assertThat(card(SAD, EVEN))
                .contains("| class | precision | recall | F1 | faces | answers | confidence |")
                .contains("| fear | 1.000 | 0.400 | 0.571 | 10 (14.3 %) | 4 (5.7 %) | 0.600 |")
                .contains("| sad | 0.556 | 1.000 | 0.714 | 10 (14.3 %) | 18 (25.7 %) | 0.733 |")
                .contains("The model answers sad too often: for 25.7 % of the faces, where it is true of 14.3 %.")
                .contains("The most frequent mistakes: fear taken for sad, 60 % of 10; neutral taken for sad, 20 % of");
    }

    @Test
    void drawnFacesHaveATableOfTheirOwn() {
        assertThat(card(EVEN, SAD))
                .contains("On 70 faces that Mien draws, as many for each emotion, the model is right on 88.57 %.")
                .contains("| drawn faces | precision | recall | F1 | faces | answers | confidence |")
                .contains("| sad | 0.556 | 1.000 | 0.714 | 10 (14.3 %) | 18 (25.7 %) | 0.733 |")
                .contains("Each class is answered as often as it is true.");
    }

    @Test
    void aModelWithoutMistakesHasNoMostFrequentOnes() {
        assertThat(card(EVEN, EVEN)).doesNotContain("The most frequent mistakes");
    }

    @Test
    void aClassThatIsNeverAnsweredHasNoConfidence() {
        assertThat(card(predictions(FACES, 0, 0.9f), EVEN))
                .contains("| fear | 0.000 | 0.000 | 0.000 | 10 (14.3 %) | 0 (0.0 %) | – |");
    }
}
