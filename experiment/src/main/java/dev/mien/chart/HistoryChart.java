package dev.mien.chart;

import dev.mien.drawing.Legend;
import dev.mien.drawing.Theme;
import dev.mien.training.EpochResult;
import dev.mien.training.History;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves of a training: training in red, validation in blue, with a mark at the best epoch. */
public final class HistoryChart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 500;

    /** The free share of the range above and below the values. */
    private static final double AIR = 0.06;

    /** The axis begins at 0 if the lowest value is below this share of the range. */
    private static final double NEAR = 0.3;

    private static final double LEAST_SPREAD = 0.01;

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
                .xAxisTitle(history.epochs().size() == 1 ? "epoch 1" : "epoch")
                .yAxisTitle(quantity)
                .build();
        ChartStyle.apply(chart.getStyler());
        List<EpochResult> epochs = history.epochs();
        double[] numbers = epochs.stream().mapToDouble(EpochResult::epoch).toArray();
        double[] trained = values(epochs, training);
        double[] validated = values(epochs, validation);
        axes(chart.getStyler(), epochs.size(), DoubleStream.concat(Arrays.stream(trained), Arrays.stream(validated)));
        Legend legend = new Legend();
        line(chart, legend, "training " + quantity, numbers, trained, Theme.TRAINING);
        line(chart, legend, "validation " + quantity, numbers, validated, Theme.VALIDATION);
        history.best().ifPresent(best -> mark(chart, legend, best, validation.applyAsDouble(best)));
        return ChartStyle.below(chart, legend);
    }

    /** The x axis has epochs from 1. The y axis has a range for all values, which begins at 0 if that is near. */
    static void axes(XYStyler styler, int epochs, DoubleStream values) {
        styler.setXAxisMin(epochs == 1 ? 0.0 : 1.0);
        styler.setXAxisMax(Math.max(2.0, epochs));
        styler.setXAxisTickLabelsFormattingFunction(value -> epochNumber(value, epochs));
        double[] all = values.toArray();
        if (all.length == 0 || Arrays.stream(all).anyMatch(value -> !Double.isFinite(value))) {
            return;
        }
        Range range = Range.of(all);
        double spread = range.high() - range.low();
        styler.setYAxisMin(range.low());
        styler.setYAxisMax(range.high());
        styler.setYAxisDecimalPattern(spread > 4 ? "0.0" : spread > 0.1 ? "0.00" : "0.000");
    }

    /** The values that an axis shows. */
    record Range(double low, double high) {
        /** A range with some air around all values, which begins at 0 if that is near; 0 to 1 without values. */
        static Range of(double... values) {
            DoubleSummaryStatistics range = Arrays.stream(values).summaryStatistics();
            if (range.getCount() == 0) {
                return new Range(0, 1);
            }
            double spread = Math.max(range.getMax() - range.getMin(), LEAST_SPREAD);
            double low = range.getMin() >= 0 && range.getMin() < spread * NEAR ? 0 : range.getMin() - spread * AIR;
            return new Range(low, range.getMax() + spread * AIR);
        }
    }

    /** The number of an epoch, and no text between two epochs. The axis' title names a single one. */
    private static String epochNumber(double value, int epochs) {
        boolean whole = Math.abs(value - Math.rint(value)) < 1e-9;
        return whole && epochs > 1 && value <= epochs ? String.format(Locale.ROOT, "%.0f", value) : "";
    }

    private static double[] values(List<EpochResult> epochs, ToDoubleFunction<EpochResult> value) {
        return epochs.stream().mapToDouble(value).toArray();
    }

    private static void line(XYChart chart, Legend legend, String name, double[] x, double[] y, Color color) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setLineColor(color);
        series.setLineStyle(Theme.line());
        legend.add(Legend.Mark.LINE, color, name);
        series.setMarker(x.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setMarkerColor(color);
    }

    private static void mark(XYChart chart, Legend legend, EpochResult best, double value) {
        String name = String.format(Locale.ROOT, "best epoch %d: %.4f", best.epoch(), value);
        XYSeries series = chart.addSeries(name, new double[] {best.epoch()}, new double[] {value});
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(Theme.VALIDATION);
        series.setLineColor(Theme.BACKGROUND);
        legend.add(Legend.Mark.DOT, Theme.VALIDATION, name);
    }
}
