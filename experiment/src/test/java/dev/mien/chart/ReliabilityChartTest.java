package dev.mien.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.drawing.Theme;
import dev.mien.evaluation.Calibration;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class ReliabilityChartTest {
    /** Bars reach as high as the model is right: with all faces wrong there is no blue, with all right a good deal. */
    @Test
    void aReliabilityDiagramShowsHowOftenTheModelIsRight() {
        BufferedImage right = ReliabilityChart.of("R", measure(60, 60, .9f), measure(60, 60, .9f));
        BufferedImage half = ReliabilityChart.of("R", measure(60, 30, .9f), measure(60, 30, .9f));
        BufferedImage wrong = ReliabilityChart.of("R", measure(60, 0, .9f), measure(60, 0, .9f));
        long box = Pixels.count(wrong, Theme.VALIDATION);
        assertThat((double) (Pixels.count(right, Theme.VALIDATION) - box)
                        / (Pixels.count(half, Theme.VALIDATION) - box))
                .isBetween(1.7, 2.1);
        assertThat(right.getWidth()).isEqualTo(1768);
    }

    private static Calibration.Measure measure(int n, int right, float confidence) {
        return Calibration.Measure.of(DrawnPredictions.of(n, right, confidence));
    }
}
