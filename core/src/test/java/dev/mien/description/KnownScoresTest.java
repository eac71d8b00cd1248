package dev.mien.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.image.GrayImage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownScoresTest {
    private static final double[][] ANSWERS = answers();

    private static double[][] answers() {
        Random random = new Random(1);
        double[][] answers = new double[Emotion.COUNT][Emotion.COUNT];
        for (double[] row : answers) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextDouble() / Emotion.COUNT;
            }
        }
        return answers;
    }

    @Test
    void theTextIsReadBack() {
        KnownScores scores = KnownScores.of(ANSWERS);
        assertThat(KnownScores.parse(scores.text())).isEqualTo(scores);
        assertThat(scores.scores().get(2).get(3)).isCloseTo(ANSWERS[2][3], within(5.001e-5));
    }

    @Test
    void theLargestDifferenceCounts() {
        float[][] other = new float[Emotion.COUNT][Emotion.COUNT];
        for (int i = 0; i < Emotion.COUNT; i++) {
            for (int c = 0; c < Emotion.COUNT; c++) {
                other[i][c] = (float) ANSWERS[i][c];
            }
        }
        assertThat(KnownScores.of(ANSWERS).difference(other)).isLessThan(5.1e-5);
        other[6][0] += 0.25f;
        assertThat(KnownScores.of(ANSWERS).difference(other)).isCloseTo(0.25, within(1e-4));
    }

    @Test
    void thereIsAFaceOfEachEmotion() {
        List<GrayImage> faces = KnownScores.faces(40, 32);
        Set<String> different = new HashSet<>();
        for (GrayImage face : faces) {
            assertThat(face.width()).isEqualTo(40);
            assertThat(face.height()).isEqualTo(32);
            byte[] pixels = new byte[40 * 32];
            face.copyPixels(pixels, 0);
            different.add(Arrays.toString(pixels));
        }
        assertThat(different).hasSize(Emotion.COUNT);
        GrayImage again = KnownScores.of(ANSWERS).drawn(40, 32).get(3);
        byte[] one = new byte[40 * 32];
        byte[] other = new byte[40 * 32];
        again.copyPixels(one, 0);
        faces.get(3).copyPixels(other, 0);
        assertThat(one).isEqualTo(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1872", "1872:", "x: 0.1", "1872: 0.1 0.2; 0.3", "1: 0.1 a; 0.2"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> KnownScores.parse(text)).isInstanceOf(InvalidInputException.class);
    }
}
