package dev.mien.chart;

import dev.mien.Emotion;
import dev.mien.drawing.Legend;
import dev.mien.drawing.Theme;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;

/** Bars for the number of faces of each class. */
public final class ClassDistributionChart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 500;
    private static final double HEADROOM = 1.12;
    private static final List<Color> SERIES =
            List.of(new Color(0x1f66c1), new Color(0xe69f00), new Color(0x4d4d4d), new Color(0x7b3fa0));

    private ClassDistributionChart() {}

    /** @param counts for each part of the data, in the order of the legend, the number of faces in label order */
    public static BufferedImage of(String title, Map<String, int[]> counts) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle("faces")
                .build();
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setLabelsVisible(true);
        chart.getStyler().setLabelsFont(Theme.SMALL);
        chart.getStyler().setLabelsFontColor(Theme.INK);
        chart.getStyler().setLabelsPosition(1.04);
        chart.getStyler().setAvailableSpaceFill(0.8);
        chart.getStyler().setDecimalPattern("#,##0");
        int most = counts.values().stream().flatMapToInt(Arrays::stream).max().orElse(1);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setYAxisMax(Math.max(1, most * HEADROOM));
        List<String> names = Emotion.all().stream().map(Emotion::label).toList();
        Legend legend = new Legend();
        int number = 0;
        for (Map.Entry<String, int[]> entry : counts.entrySet()) {
            List<Integer> values = Arrays.stream(entry.getValue()).boxed().toList();
            CategorySeries series = chart.addSeries(entry.getKey(), names, values);
            Color color = SERIES.get(number++ % SERIES.size());
            series.setFillColor(color);
            legend.add(Legend.Mark.BOX, color, entry.getKey());
        }
        return ChartStyle.below(chart, counts.size() > 1 ? legend : new Legend());
    }
}
