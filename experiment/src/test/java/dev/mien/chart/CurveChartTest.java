package dev.mien.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

    /** At recall 0 every curve is at precision 1, and at recall 1 no line falls down to the share of the faces. */
    @Test
    void curvesBeginAtTheTopAndDoNotFallAtTheEnd() {
        int n = 70;
        float[][] probabilities = new float[n][Emotion.COUNT];
        int[] truth = IntStream.range(0, n).map(i -> i % Emotion.COUNT).toArray();
        for (int i = 0; i < n; i++) {
            probabilities[i][truth[i]] = 1;
        }
        Predictions perfect = Predictions.of(IntStream.range(0, n).toArray(), truth, probabilities);
        BufferedImage image = CurveChart.precisionRecall("PR", PrecisionRecallCurve.all(perfect));
        int rows = 0;
        for (int y = 200; y < 1000; y++) {
            int last = y;
            rows += IntStream.range(1200, 1400)
                            .anyMatch(x -> (image.getRGB(x, last) & 0xffffff)
                                    == (Theme.CLASSES.get(6).getRGB() & 0xffffff))
                    ? 1
                    : 0;
        }
        assertThat(rows).isZero();
        assertThat(Pixels.count(image, Theme.CLASSES.get(6))).isGreaterThan(2_000);
    }

    /** The area below the drawn steps is the number in the legend, which scikit-learn computes so. */
    @Test
    void theAreaBelowPrecisionIsTheAveragePrecision() {
        for (PrecisionRecallCurve curve : PrecisionRecallCurve.all(predictions())) {
            double[] recalls = CurveChart.stairs(curve)[0];
            double[] precisions = CurveChart.stairs(curve)[1];
            double area = 0;
            for (int i = 1; i < recalls.length; i++) {
                assertThat(recalls[i] == recalls[i - 1] || precisions[i] == precisions[i - 1])
                        .isTrue();
                area += (recalls[i - 1] - recalls[i]) * (precisions[i - 1] + precisions[i]) / 2;
            }
            assertThat(area).isCloseTo(curve.averagePrecision().orElseThrow(), within(1e-12));
            assertThat(recalls[recalls.length - 1]).isZero();
            assertThat(precisions[precisions.length - 1]).isEqualTo(1);
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
