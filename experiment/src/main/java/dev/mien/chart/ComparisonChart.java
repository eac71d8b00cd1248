package dev.mien.chart;

import dev.mien.drawing.Legend;
import dev.mien.drawing.Theme;
import dev.mien.training.EpochResult;
import dev.mien.training.History;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The histories of several runs: validation loss at the left, validation accuracy at the right, one colour for each
 * run.
 */
public final class ComparisonChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 440;
    private static final int MARGIN = 20;
    private static final int TITLE = 46;
    private static final float THINNEST = 2;

    private ComparisonChart() {}

    /**
     * @param histories by the runs' names, in the order of the legend; a history without epochs has a name but no line
     */
    public static BufferedImage of(Map<String, History> histories) {
        XYChart loss = chart("loss", histories, EpochResult::validationLoss);
        XYChart accuracy = chart("accuracy", histories, EpochResult::validationAccuracy);
        int lines = histories.size();
        int height = TITLE + HEIGHT + lines * Legend.LINE_HEIGHT + MARGIN;
        Legend legend = new Legend();
        histories
                .keySet()
                .forEach(name ->
                        legend.add(Legend.Mark.LINE, color(legend.entries().size()), name));
        return Theme.picture(2 * WIDTH, height, graphics -> {
            titles(graphics);
            graphics.translate(0, TITLE);
            loss.paint(graphics, WIDTH, HEIGHT);
            graphics.translate(WIDTH, 0);
            accuracy.paint(graphics, WIDTH, HEIGHT);
            graphics.translate(-WIDTH, 0);
            double middle = HEIGHT + (lines - 1) * Legend.LINE_HEIGHT / 2.0;
            legend.paint(graphics, legend.column(graphics.getFontMetrics(Theme.TEXT), 2.0 * MARGIN, middle));
        });
    }

    /**
     * Draws the titles itself, because XChart moves a chart down by the height of its title's letters, so two charts
     * would not be level.
     */
    private static void titles(Graphics2D graphics) {
        graphics.setFont(Theme.TITLE);
        Theme.centred(graphics, "Validation loss", WIDTH / 2.0, TITLE - 12);
        Theme.centred(graphics, "Validation accuracy", WIDTH * 1.5, TITLE - 12);
    }

    private static XYChart chart(String quantity, Map<String, History> histories, ToDoubleFunction<EpochResult> value) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle("epoch")
                .yAxisTitle(quantity)
                .build();
        ChartStyle.apply(chart.getStyler());
        int number = 0;
        for (Map.Entry<String, History> entry : histories.entrySet()) {
            List<EpochResult> epochs = entry.getValue().epochs();
            if (!epochs.isEmpty()) {
                XYSeries series = add(chart, entry.getKey(), epochs, value);
                series.setLineColor(color(number));
                series.setMarkerColor(color(number));
                series.setLineStyle(line(histories.size() - 1 - number));
            }
            number++;
        }
        int most = histories.values().stream()
                .mapToInt(history -> history.epochs().size())
                .max()
                .orElse(1);
        HistoryChart.axes(
                chart.getStyler(),
                most,
                histories.values().stream()
                        .flatMap(history -> history.epochs().stream())
                        .mapToDouble(value));
        return chart;
    }

    private static XYSeries add(
            XYChart chart, String name, List<EpochResult> epochs, ToDoubleFunction<EpochResult> value) {
        XYSeries series = chart.addSeries(
                name,
                epochs.stream().mapToDouble(EpochResult::epoch).toArray(),
                epochs.stream().mapToDouble(value).toArray());
        series.setMarker(epochs.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        return series;
    }

    /** Earlier lines are broader, so that a line below others shows at their edges. */
    private static BasicStroke line(int toCome) {
        return new BasicStroke(THINNEST + 1.5f * Math.min(toCome, 4), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private static Color color(int number) {
        return Theme.CLASSES.get(number % Theme.CLASSES.size());
    }
}
