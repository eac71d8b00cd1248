package dev.mien.chart;

import dev.mien.Emotion;
import dev.mien.evaluation.Predictions;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Predictions that are right for the first faces, each with the same confidence. */
final class DrawnPredictions {
    private DrawnPredictions() {}

    static Predictions of(int n, int right, float confidence) {
        float[][] rows = new float[n][Emotion.COUNT];
        for (int i = 0; i < n; i++) {
            Arrays.fill(rows[i], (1 - confidence) / 6);
            rows[i][i < right ? i % 7 : (i + 1) % 7] = confidence;
        }
        return Predictions.of(
                IntStream.range(0, n).toArray(),
                IntStream.range(0, n).map(i -> i % 7).toArray(),
                rows);
    }
}
