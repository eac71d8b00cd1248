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

    @Test
    void aClassDistributionOfNoFacesIsDrawnToo() {
        assertThat(ClassDistributionChart.of("Faces", Map.of("all", new int[Emotion.COUNT]))
                        .getWidth())
                .isEqualTo(1800);
    }
}
