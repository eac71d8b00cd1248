package dev.mien.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.dataset.Dataset;
import dev.mien.dataset.Fer2013Csv;
import dev.mien.dataset.Usage;
import dev.mien.model.EmotionModel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The model that comes with Mien scores what it says of itself, on FER2013's PublicTest; {@code MIEN_FER2013} names the
 * CSV.
 */
@EnabledIfEnvironmentVariable(named = "MIEN_FER2013", matches = ".+")
class DefaultModelTest {
    @Test
    void itsScoreIsWhatItSays() {
        Dataset faces = Fer2013Csv.read(Path.of(System.getenv("MIEN_FER2013"))).withUsage(Usage.PUBLIC_TEST);
        try (EmotionModel model = EmotionModel.bundled()) {
            float[][] emotions = model.answer(faces).emotions();
            int right = 0;
            for (int i = 0; i < faces.size(); i++) {
                right += largest(emotions[i]) == faces.label(i) ? 1 : 0;
            }
            assertThat(model.description().value("evaluation_n")).contains("3589");
            double said = Double.parseDouble(
                    model.description().value("evaluation_accuracy").orElseThrow());
            assertThat(right / (double) faces.size()).isCloseTo(said, within(3.0 / 3589));
        }
    }

    private static int largest(float[] row) {
        int best = 0;
        for (int c = 1; c < row.length; c++) {
            best = row[c] > row[best] ? c : best;
        }
        return best;
    }
}
