package dev.mien.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.Emotion;
import dev.mien.drawing.Theme;
import dev.mien.evaluation.Calibration;
import dev.mien.evaluation.Evaluation;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.robustness.RobustnessCard;
import dev.mien.training.EpochResult;
import dev.mien.training.History;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgingChartsTest {
    /** Bars reach as high as the model is right: with all faces wrong there is no blue, with all right a good deal. */
    @Test
    void aReliabilityDiagramShowsHowOftenTheModelIsRight() {
        BufferedImage right = ReliabilityChart.of("R", measure(60, 60, .9f), measure(60, 60, .9f));
        BufferedImage half = ReliabilityChart.of("R", measure(60, 30, .9f), measure(60, 30, .9f));
        BufferedImage wrong = ReliabilityChart.of("R", measure(60, 0, .9f), measure(60, 0, .9f));
        long box = count(wrong, Theme.VALIDATION);
        assertThat((double) (count(right, Theme.VALIDATION) - box) / (count(half, Theme.VALIDATION) - box))
                .isBetween(1.7, 2.1);
        assertThat(right.getWidth()).isEqualTo(1768);
    }

    @Test
    void aRobustnessChartHasABarForEachSeverity() {
        Predictions right = predictions(70, 70, 1);
        Predictions wrong = predictions(70, 0, 1);
        BufferedImage high = RobustnessChart.of("R", RobustnessCard.measure(Evaluation.of(right, 0), 1, d -> right));
        BufferedImage low = RobustnessChart.of("R", RobustnessCard.measure(Evaluation.of(right, 0), 1, d -> wrong));
        for (Color color : List.of(new Color(0x9ecae1), new Color(0x6baed6), new Color(0x08519c))) {
            assertThat(count(high, color)).isGreaterThan(8 * 10_000);
            assertThat(count(low, color)).isZero();
        }
        assertThat(count(high, Theme.TRAINING)).isGreaterThan(500);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 9})
    void aComparisonShowsEveryRunsColour(int runs) {
        Map<String, History> histories = new LinkedHashMap<>();
        for (int run = 0; run < runs; run++) {
            histories.put("run " + run, history(1 + 3 * run, run));
        }
        BufferedImage image = ComparisonChart.of(histories);
        for (int run = 0; run < Math.min(runs, 7); run++) {
            assertThat(count(image, Theme.CLASSES.get(run))).as("run " + run).isGreaterThan(100);
        }
    }

    @Test
    void aRunWithoutEpochsIsNamedOnly() {
        Map<String, History> histories = new LinkedHashMap<>();
        histories.put("empty", new History(List.of()));
        histories.put("full", history(4, 0));
        BufferedImage image = ComparisonChart.of(histories);
        assertThat(count(image, Theme.CLASSES.get(1))).isGreaterThan(count(image, Theme.CLASSES.get(0)));
    }

    private static History history(int epochs, int run) {
        return new History(IntStream.rangeClosed(1, epochs)
                .mapToObj(e -> new EpochResult(e, 2, .3, 2 - .1 * run + 1.0 / e, .3 + .05 * run, 1e-4, 1, 1))
                .toList());
    }

    private static Calibration.Measure measure(int n, int right, float confidence) {
        return Calibration.Measure.of(predictions(n, right, confidence));
    }

    private static Predictions predictions(int n, int right, float confidence) {
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

    private static long count(BufferedImage image, Color color) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return IntStream.of(pixels).filter(pixel -> pixel == color.getRGB()).count();
    }
}
