package dev.mien.chart;

import dev.mien.Label;
import dev.mien.drawing.Legend;
import dev.mien.drawing.Theme;
import dev.mien.evaluation.PrecisionRecallCurve;
import dev.mien.evaluation.RocCurve;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
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
     * ends where all faces of the class are found. The area below its steps is the average precision. A dashed line in
     * the same colour is at the class's share of the faces, which is the precision of chance.
     */
    public static BufferedImage precisionRecall(String title, List<PrecisionRecallCurve> curves) {
        Legend legend = new Legend();
        XYChart chart = chart(title, "recall", "precision");
        for (PrecisionRecallCurve curve : curves) {
            double[][] stairs = stairs(curve);
            add(chart, legend, curve.label(), curve.averagePrecision(), stairs[0], stairs[1]);
            addBaseRate(chart, curve);
        }
        legend.add(Legend.Mark.DASHES, Theme.QUIET, "share of the faces");
        return ChartStyle.beside(chart, legend);
    }

    /**
     * Recalls and precisions of level steps. Each step has the precision at which its recall is reached, so the area
     * below is the average precision. A line from point to point would claim more.
     */
    static double[][] stairs(PrecisionRecallCurve curve) {
        double[] recalls = curve.recalls();
        double[] precisions = curve.precisions();
        int last = recalls.length - 1;
        int[] reached = IntStream.rangeClosed(0, last)
                .filter(i -> i == last || recalls[i] > recalls[i + 1])
                .toArray();
        double[][] stairs = new double[2][2 * reached.length - 1];
        for (int i = 0; i < stairs[0].length; i++) {
            stairs[0][i] = recalls[reached[(i + 1) / 2]];
            stairs[1][i] = precisions[reached[i / 2]];
        }
        return stairs;
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
