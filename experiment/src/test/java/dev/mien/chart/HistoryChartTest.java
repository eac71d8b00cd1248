package dev.mien.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.drawing.Theme;
import dev.mien.training.EpochResult;
import dev.mien.training.History;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryChartTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 30, 200})
    void aHistoryOfAnyLengthShowsTrainingInRedAndValidationInBlue(int epochs) {
        for (BufferedImage image : List.of(
                HistoryChart.loss("Loss", history(epochs)), HistoryChart.accuracy("Accuracy", history(epochs)))) {
            assertThat(image.getWidth()).isEqualTo(1800);
            assertThat(image.getHeight()).isEqualTo(1088);
            assertThat(Pixels.count(image, Theme.TRAINING)).isGreaterThan(50);
            assertThat(Pixels.count(image, Theme.VALIDATION)).isGreaterThan(50);
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

    private static History history(int epochs) {
        return new History(IntStream.rangeClosed(1, epochs)
                .mapToObj(epoch -> new EpochResult(
                        epoch, 1 + 8.0 / epoch, .7 - .4 / epoch, 1.3 + 8.0 / epoch, .6 - .35 / epoch, 1e-4, 1, 1))
                .toList());
    }
}
