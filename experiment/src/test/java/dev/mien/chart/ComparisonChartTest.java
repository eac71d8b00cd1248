package dev.mien.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.drawing.Theme;
import dev.mien.training.EpochResult;
import dev.mien.training.History;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonChartTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 9})
    void aComparisonShowsEveryRunsColour(int runs) {
        Map<String, History> histories = new LinkedHashMap<>();
        for (int run = 0; run < runs; run++) {
            histories.put("run " + run, history(1 + 3 * run, run));
        }
        BufferedImage image = ComparisonChart.of(histories);
        for (int run = 0; run < Math.min(runs, 7); run++) {
            assertThat(Pixels.count(image, Theme.CLASSES.get(run)))
                    .as("run " + run)
                    .isGreaterThan(100);
        }
    }

    /** Labels are at least 17 points apart, near the ends of their lines, and inside the plot where they fit. */
    @Test
    void labelsAtTheLinesStayApart() {
        assertThat(ComparisonChart.apart(new double[] {100, 200}, 0, 400)).containsExactly(100, 200);
        assertThat(ComparisonChart.apart(new double[] {100, 102, 104}, 0, 400)).containsExactly(100, 117, 134);
        assertThat(ComparisonChart.apart(new double[] {395, 398, 399}, 0, 400)).containsExactly(366, 383, 400);
    }

    @Test
    void aRunWithoutEpochsIsNamedOnly() {
        Map<String, History> histories = new LinkedHashMap<>();
        histories.put("empty", new History(List.of()));
        histories.put("full", history(4, 0));
        BufferedImage image = ComparisonChart.of(histories);
        assertThat(Pixels.count(image, Theme.CLASSES.get(1))).isGreaterThan(Pixels.count(image, Theme.CLASSES.get(0)));
    }

    private static History history(int epochs, int run) {
        return new History(IntStream.rangeClosed(1, epochs)
                .mapToObj(e -> new EpochResult(e, 2, .3, 2 - .1 * run + 1.0 / e, .3 + .05 * run, 1e-4, 1, 1))
                .toList());
    }
}
