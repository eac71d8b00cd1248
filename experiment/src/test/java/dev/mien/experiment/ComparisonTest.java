package dev.mien.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.evaluation.PairedTest;
import dev.mien.evaluation.Predictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
    @TempDir
    private Path folder;

    /**
     * Mid-p values of 0.5, 0.015625 and 0.03125 become, as statsmodels' multipletests(method="holm") has it, 0.5,
     * 0.046875 and 0.0625; a pair without a test does not count.
     */
    @Test
    void severalTestsAreCorrectedAfterHolm() {
        Comparison comparison = new Comparison(
                List.of(),
                List.of(pair(1, 0), new Comparison.Pair("a", "b", Optional.empty(), "no"), pair(0, 6), pair(5, 0)));
        assertThat(comparison.adjusted()).hasSize(3);
        assertThat(comparison.adjusted().get(0)).isCloseTo(0.5, within(1e-12));
        assertThat(comparison.adjusted().get(1)).isCloseTo(0.046875, within(1e-12));
        assertThat(comparison.adjusted().get(2)).isCloseTo(0.0625, within(1e-12));
    }

    private static Comparison.Pair pair(int first, int second) {
        return new Comparison.Pair("a", "b", Optional.of(new PairedTest(9, first, second, 1)), "");
    }

    @Test
    void predictionsAreReadAsTheyWereWritten() throws IOException {
        float[][] probabilities = new float[2][Emotion.COUNT];
        probabilities[0] = new float[] {.1f, .2f, .3f, .1f, .1f, .1f, .1f};
        probabilities[1][6] = 1;
        Predictions predictions = Predictions.of(new int[] {12, 3}, new int[] {2, 0}, probabilities);
        Path file = Files.writeString(folder.resolve("p.csv"), PredictionsCsv.text(predictions));
        Predictions read = PredictionsCsv.read(file);
        assertThat(read.sameSamples(predictions)).isTrue();
        assertThat(PredictionsCsv.text(read)).isEqualTo(PredictionsCsv.text(predictions));
        assertThat(read.probability(0, 2)).isEqualTo(.3f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,angry,angry,1,0,0,0,0,0", "x,angry,angry,1,0,0,0,0,0,0", "1,glad,angry,1,0,0,0,0,0,0"})
    void aBrokenLineIsNamed(String line) throws IOException {
        Path file = folder.resolve("p.csv");
        Files.writeString(file, "row,truth,predicted,angry,disgust,fear,happy,sad,surprise,neutral\n" + line + "\n");
        assertThatThrownBy(() -> PredictionsCsv.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("p.csv line 2 is '" + line + "'");
    }
}
