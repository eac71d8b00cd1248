package dev.mien.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.Emotion;
import java.awt.image.BufferedImage;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassDistributionChartTest {
    @Test
    void barsOfSeveralSeriesHaveALegendAndOneSeriesNone() {
        int[] counts = {4953, 547, 5121, 8989, 6077, 4002, 6198};
        BufferedImage one = ClassDistributionChart.of("Faces", Map.of("all", counts));
        BufferedImage two = ClassDistributionChart.of("Faces", Map.of("Training", counts, "PublicTest", counts));
        assertThat(one.getHeight()).isEqualTo(1000);
        assertThat(two.getHeight()).isEqualTo(1088);
    }

    /** The lowest row of pixels of each bar is that above the axis. */
    @Test
    void barsStandOnTheAxis() {
        BufferedImage image = ClassDistributionChart.of("Faces", Map.of("all", new int[] {9, 1, 9, 9, 9, 9, 9}));
        int blue = 0x1f66c1;
        int lowest = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                lowest = (image.getRGB(x, y) & 0xffffff) == blue ? y : lowest;
            }
        }
        // the axis is at (500 - 52) points, two pixels each
        assertThat(lowest).isBetween(893, 896);
    }

    @Test
    void aClassDistributionOfNoFacesIsDrawnToo() {
        assertThat(ClassDistributionChart.of("Faces", Map.of("all", new int[Emotion.COUNT]))
                        .getWidth())
                .isEqualTo(1800);
    }
}
