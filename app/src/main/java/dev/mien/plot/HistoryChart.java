package dev.mien.plot;

import dev.mien.training.EpochResult;
import dev.mien.training.History;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves of a training: training in red, validation in blue, the best epoch marked. */
public final class HistoryChart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 500;

    private HistoryChart() {}

    /** Loss over the epochs. */
    public static BufferedImage loss(String title, History history) {
        return draw(title, "loss", history, EpochResult::loss, EpochResult::validationLoss);
    }

    /** Accuracy over the epochs. */
    public static BufferedImage accuracy(String title, History history) {
        return draw(title, "accuracy", history, EpochResult::accuracy, EpochResult::validationAccuracy);
    }

    private static BufferedImage draw(
            String title,
            String quantity,
            History history,
            ToDoubleFunction<EpochResult> training,
            ToDoubleFunction<EpochResult> validation) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("epoch")
                .yAxisTitle(quantity)
                .build();
        Theme.apply(chart.getStyler());
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
        List<EpochResult> epochs = history.epochs();
        double[] numbers = epochs.stream().mapToDouble(EpochResult::epoch).toArray();
        chart.getStyler().setXAxisMin(1.0);
        chart.getStyler().setXAxisMax(Math.max(2.0, epochs.size()));
        chart.getStyler().setXAxisTickLabelsFormattingFunction(HistoryChart::wholeNumber);
        line(chart, "training " + quantity, numbers, values(epochs, training), Theme.TRAINING);
        line(chart, "validation " + quantity, numbers, values(epochs, validation), Theme.VALIDATION);
        history.best().ifPresent(best -> mark(chart, best, validation.applyAsDouble(best)));
        return Theme.image(chart);
    }

    private static String wholeNumber(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : "";
    }

    private static double[] values(List<EpochResult> epochs, ToDoubleFunction<EpochResult> value) {
        return epochs.stream().mapToDouble(value).toArray();
    }

    private static void line(XYChart chart, String name, double[] x, double[] y, Color color) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setLineColor(color);
        series.setLineStyle(Theme.line());
        series.setMarker(x.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setMarkerColor(color);
    }

    private static void mark(XYChart chart, EpochResult best, double value) {
        String name = String.format(Locale.ROOT, "best epoch %d: %.4f", best.epoch(), value);
        XYSeries series = chart.addSeries(name, new double[] {best.epoch()}, new double[] {value});
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(Theme.VALIDATION);
        series.setLineColor(Theme.BACKGROUND);
    }
}
