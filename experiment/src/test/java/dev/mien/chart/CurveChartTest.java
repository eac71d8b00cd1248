package dev.mien.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.Emotion;
import dev.mien.drawing.Theme;
import dev.mien.evaluation.PrecisionRecallCurve;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.RocCurve;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveChartTest {
    @Test
    void curvesOfAllClassesShowTheColourOfEach() {
        Predictions predictions = predictions();
        BufferedImage roc = CurveChart.roc("ROC", RocCurve.all(predictions));
        BufferedImage precision = CurveChart.precisionRecall("PR", PrecisionRecallCurve.all(predictions));
        for (Color color : Theme.CLASSES) {
            assertThat(Pixels.count(roc, color)).isGreaterThan(20);
            assertThat(Pixels.count(precision, color)).isGreaterThan(20);
        }
    }

    private static Predictions predictions() {
        Random random = new Random(7);
        int n = 210;
        float[][] probabilities = new float[n][Emotion.COUNT];
        int[] truth = IntStream.range(0, n).map(i -> i % Emotion.COUNT).toArray();
        for (int i = 0; i < n; i++) {
            float sum = 0;
            for (int k = 0; k < Emotion.COUNT; k++) {
                probabilities[i][k] = random.nextFloat() + (k == truth[i] ? .5f : 0);
                sum += probabilities[i][k];
            }
            for (int k = 0; k < Emotion.COUNT; k++) {
                probabilities[i][k] /= sum;
            }
        }
        return Predictions.of(IntStream.range(0, n).toArray(), truth, probabilities);
    }
}
