package dev.mien.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import dev.mien.image.GrayImage;
import dev.mien.synthetic.SyntheticFaces;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The model that comes with Mien in 8 bits, against itself in full. */
class FastModelTest {
    private static final int SIDE = 48;

    private static List<GrayImage> faces() {
        return IntStream.range(0, 70)
                .mapToObj(i -> GrayImage.of(
                        SIDE, SIDE, SyntheticFaces.drawImage(Emotion.all().get(i % Emotion.COUNT), i, SIDE)))
                .toList();
    }

    private static int best(float[] scores) {
        return IntStream.range(0, scores.length)
                .reduce((a, b) -> scores[b] > scores[a] ? b : a)
                .orElseThrow();
    }

    /** Scores of drawn faces, which the model was not made for, so that many stand near each other. */
    @Test
    void itSaysNearlyTheSame() {
        try (EmotionModel whole = EmotionModel.bundled();
                EmotionModel fast = EmotionModel.bundled(BundledModel.FAST, 2)) {
            float[][] expected = whole.emotions(faces());
            float[][] answers = fast.emotions(faces());
            assertThat(IntStream.range(0, answers.length).filter(i -> best(answers[i]) == best(expected[i])))
                    .hasSizeGreaterThanOrEqualTo(63);
            double difference = IntStream.range(0, answers.length)
                    .mapToDouble(i -> Math.abs(answers[i][best(expected[i])] - expected[i][best(expected[i])]))
                    .average()
                    .orElseThrow();
            assertThat(difference).isCloseTo(0, within(0.03));
        }
    }

    /** Whoever brings another model runs tools/fast.py again. */
    @Test
    void itIsMadeOfTheModelBesideIt() {
        try (EmotionModel whole = EmotionModel.bundled();
                EmotionModel fast = EmotionModel.bundled(BundledModel.FAST, 1)) {
            assertThat(fast.description().value("weights_sha256"))
                    .isEqualTo(whole.description().value("weights_sha256"))
                    .isPresent();
            assertThat(fast.description().value("precision")).contains("int8");
            assertThat(fast.hasActivationMaps()).isTrue();
        }
    }
}
