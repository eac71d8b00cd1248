package dev.mien.chart;

import dev.mien.Label;
import dev.mien.drawing.Legend;
import dev.mien.drawing.Theme;
import dev.mien.evaluation.PrecisionRecallCurve;
import dev.mien.evaluation.RocCurve;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves of each class against the rest. A class without an area is left out. */
public final class CurveChart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 700;

    private CurveChart() {}

    /** Receiver operating characteristic, with the line of chance. */
    public static BufferedImage roc(String title, List<RocCurve> curves) {
        Legend legend = new Legend();
        XYChart chart = chart(title, "false positive rate", "true positive rate");
        for (RocCurve curve : curves) {
            add(chart, legend, curve.label(), curve.area(), curve.falsePositiveRates(), curve.truePositiveRates());
        }
        XYSeries chance = chart.addSeries("chance 0.500", new double[] {0, 1}, new double[] {0, 1});
        chance.setLineColor(Theme.QUIET);
        chance.setLineStyle(Theme.dashes());
        chance.setMarker(SeriesMarkers.NONE);
        legend.add(Legend.Mark.DASHES, Theme.QUIET, "chance 0.500");
        return ChartStyle.beside(chart, legend);
    }

    /**
     * Precision over recall. Each curve begins at recall 0 and precision 1, where no face is counted as the class, and
     * ends where all faces of the class are found. A dashed line in the same colour is at the class's share of the
     * faces, which is the precision of chance.
     */
    public static BufferedImage precisionRecall(String title, List<PrecisionRecallCurve> curves) {
        Legend legend = new Legend();
        XYChart chart = chart(title, "recall", "precision");
        for (PrecisionRecallCurve curve : curves) {
            double[] recalls = curve.recalls();
            int all = (int)
                    Arrays.stream(recalls).takeWhile(recall -> recall == 1).count();
            int start = Math.max(0, all - 1);
            add(
                    chart,
                    legend,
                    curve.label(),
                    curve.averagePrecision(),
                    Arrays.copyOfRange(recalls, start, recalls.length),
                    Arrays.copyOfRange(curve.precisions(), start, recalls.length));
            addBaseRate(chart, curve);
        }
        legend.add(Legend.Mark.DASHES, Theme.QUIET, "share of the faces");
        return ChartStyle.beside(chart, legend);
    }

    private static void addBaseRate(XYChart chart, PrecisionRecallCurve curve) {
        if (curve.averagePrecision().isEmpty()) {
            return;
        }
        double rate = curve.precisions()[0];
        XYSeries series =
                chart.addSeries(curve.label().name() + " share", new double[] {0, 1}, new double[] {rate, rate});
        series.setLineColor(Theme.of(curve.label()));
        series.setLineStyle(Theme.dashes());
        series.setMarker(SeriesMarkers.NONE);
    }

    private static XYChart chart(String title, String x, String y) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setXAxisMin(0.0);
        chart.getStyler().setXAxisMax(1.0);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setYAxisMax(1.0);
        chart.getStyler().setDecimalPattern("0.0");
        return chart;
    }

    private static void add(XYChart chart, Legend legend, Label label, OptionalDouble area, double[] x, double[] y) {
        if (area.isEmpty()) {
            return;
        }
        String name = String.format(Locale.ROOT, "%s %.3f", label.name(), area.getAsDouble());
        XYSeries series = chart.addSeries(name, x, y);
        Color color = new Color(label.color());
        legend.add(Legend.Mark.LINE, color, name);
        series.setLineColor(color);
        series.setLineStyle(Theme.line());
        series.setMarker(SeriesMarkers.NONE);
    }
}
