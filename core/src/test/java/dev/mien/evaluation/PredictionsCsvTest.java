package dev.mien.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionsCsvTest {
    @TempDir
    private Path folder;

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

    @Test
    void theFirstLineNamesTheClasses() throws IOException {
        LabelSet labels = LabelSet.ofNames(List.of("bored", "confused", "happy"));
        float[][] probabilities = {{.2f, .3f, .5f}, {.6f, .3f, .1f}};
        Predictions predictions = Predictions.of(labels, new int[] {4, 5}, new int[] {1, 0}, probabilities);
        Path file = Files.writeString(folder.resolve("p.csv"), PredictionsCsv.text(predictions));
        assertThat(file).content().startsWith("row,truth,predicted,bored,confused,happy\n4,confused,happy,0.2,");
        assertThat(PredictionsCsv.read(file).labels()).isEqualTo(labels);
        assertThat(PredictionsCsv.read(file).sameSamples(predictions)).isTrue();
    }

    @Test
    void anotherTableIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("p.csv"), "emotion,pixels\n0,1 2 3\n");
        assertThatThrownBy(() -> PredictionsCsv.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("its first line should begin with row,truth,predicted");
    }
}
