package dev.mien.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.drawing.Theme;
import dev.mien.evaluation.Evaluation;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.robustness.RobustnessCard;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class RobustnessChartTest {
    @Test
    void aRobustnessChartHasABarForEachSeverity() {
        Predictions right = DrawnPredictions.of(70, 70, 1);
        Predictions wrong = DrawnPredictions.of(70, 0, 1);
        BufferedImage high = RobustnessChart.of("R", RobustnessCard.measure(Evaluation.of(right, 0), 1, d -> right));
        BufferedImage low = RobustnessChart.of("R", RobustnessCard.measure(Evaluation.of(right, 0), 1, d -> wrong));
        for (Color color : List.of(new Color(0x9ecae1), new Color(0x6baed6), new Color(0x08519c))) {
            assertThat(Pixels.count(high, color)).isGreaterThan(8 * 10_000);
            assertThat(Pixels.count(low, color)).isZero();
        }
        assertThat(Pixels.count(high, Theme.TRAINING)).isGreaterThan(500);
    }
}
