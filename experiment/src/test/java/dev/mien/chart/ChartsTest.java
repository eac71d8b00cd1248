package dev.mien.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.Emotion;
import dev.mien.drawing.Legend;
import dev.mien.drawing.Theme;
import dev.mien.evaluation.PrecisionRecallCurve;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.RocCurve;
import dev.mien.training.EpochResult;
import dev.mien.training.History;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 30, 200})
    void aHistoryOfAnyLengthShowsTrainingInRedAndValidationInBlue(int epochs) {
        for (BufferedImage image : List.of(
                HistoryChart.loss("Loss", history(epochs)), HistoryChart.accuracy("Accuracy", history(epochs)))) {
            assertThat(image.getWidth()).isEqualTo(1800);
            assertThat(image.getHeight()).isEqualTo(1088);
            assertThat(count(image, Theme.TRAINING)).isGreaterThan(50);
            assertThat(count(image, Theme.VALIDATION)).isGreaterThan(50);
            assertThat(new Color(image.getRGB(0, 0))).isEqualTo(Color.WHITE);
        }
    }

    @Test
    void aLossThatIsNotANumberLeavesAGapInsteadOfAnError() {
        History history = new History(List.of(
                new EpochResult(1, 2, .3, 2.1, .3, 1e-4, 1, 1),
                new EpochResult(2, Double.NaN, .14, Double.NaN, .14, 1e-4, 1, 1)));
        assertThat(HistoryChart.loss("Loss", history).getWidth()).isEqualTo(1800);
    }

    @Test
    void barsOfSeveralSeriesHaveALegendAndOneSeriesNone() {
        int[] counts = {4953, 547, 5121, 8989, 6077, 4002, 6198};
        BufferedImage one = ClassDistributionChart.of("Faces", Map.of("all", counts));
        BufferedImage two = ClassDistributionChart.of("Faces", Map.of("Training", counts, "PublicTest", counts));
        assertThat(one.getHeight()).isEqualTo(1000);
        assertThat(two.getHeight()).isEqualTo(1088);
    }

    @Test
    void aClassDistributionOfNoFacesIsDrawnToo() {
        assertThat(ClassDistributionChart.of("Faces", Map.of("all", new int[Emotion.COUNT]))
                        .getWidth())
                .isEqualTo(1800);
    }

    @Test
    void curvesOfAllClassesShowTheColourOfEach() {
        Predictions predictions = predictions();
        BufferedImage roc = CurveChart.roc("ROC", RocCurve.all(predictions));
        BufferedImage precision = CurveChart.precisionRecall("PR", PrecisionRecallCurve.all(predictions));
        for (Color color : Theme.CLASSES) {
            assertThat(count(roc, color)).isGreaterThan(20);
            assertThat(count(precision, color)).isGreaterThan(20);
        }
    }

    @Test
    void classColoursDiffer() {
        assertThat(Theme.CLASSES).hasSize(Emotion.COUNT).doesNotHaveDuplicates();
    }

    @Test
    void legendEntriesStandOnOneLineInsideThePictureWithoutTouching() {
        Legend legend = new Legend()
                .add(Legend.Mark.LINE, Theme.TRAINING, "training accuracy")
                .add(Legend.Mark.LINE, Theme.VALIDATION, "validation accuracy")
                .add(Legend.Mark.DOT, Theme.VALIDATION, "best epoch 200: 0.6154");
        List<Rectangle2D> places = legend.line(Legend.metrics(), 900, 20);
        assertThat(places).allMatch(place -> new Rectangle2D.Double(0, 0, 900, 44).contains(place));
        assertThat(places).allMatch(place -> place.getCenterY() == 20);
        for (int i = 1; i < places.size(); i++) {
            assertThat(places.get(i).getMinX()).isGreaterThan(places.get(i - 1).getMaxX() + 10);
        }
    }

    private static History history(int epochs) {
        return new History(IntStream.rangeClosed(1, epochs)
                .mapToObj(epoch -> new EpochResult(
                        epoch, 1 + 8.0 / epoch, .7 - .4 / epoch, 1.3 + 8.0 / epoch, .6 - .35 / epoch, 1e-4, 1, 1))
                .toList());
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

    private static long count(BufferedImage image, Color color) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return IntStream.of(pixels).filter(pixel -> pixel == color.getRGB()).count();
    }
}
