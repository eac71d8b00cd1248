package dev.mien.chart;

import dev.mien.drawing.Legend;
import dev.mien.drawing.Theme;
import java.awt.BasicStroke;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;

/** The look of XChart's charts, in the colours and fonts of {@link Theme}. */
final class ChartStyle {
    private static final int STRIP = 44;
    private static final int MARGIN = 16;

    private ChartStyle() {}

    /** Gives a chart with axes the common look. */
    static void apply(AxesChartStyler styler) {
        styler.setChartBackgroundColor(Theme.BACKGROUND);
        styler.setPlotBackgroundColor(Theme.BACKGROUND);
        styler.setPlotBorderVisible(false);
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitleFont(Theme.TITLE);
        styler.setChartFontColor(Theme.INK);
        styler.setChartTitlePadding(12);
        styler.setChartPadding(16);
        styler.setAxisTitleFont(Theme.TEXT);
        styler.setAxisTickLabelsFont(Theme.TEXT);
        styler.setAxisTickLabelsColor(Theme.QUIET);
        styler.setAxisTickMarksColor(Theme.RULE);
        styler.setPlotGridLinesColor(Theme.RULE);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotGridVerticalLinesVisible(false);
        // XChart centres each name of a legend by its own letters, so names have different heights. Legend does not.
        styler.setLegendVisible(false);
        styler.setAntiAlias(true);
        styler.setTextAntiAlias(true);
        styler.setLocale(Locale.ROOT);
    }

    /** A chart with its legend in one line below it. */
    static BufferedImage below(Chart<?, ?> chart, Legend legend) {
        int width = chart.getWidth();
        int strip = legend.entries().isEmpty() ? 0 : STRIP;
        return Theme.picture(width, chart.getHeight() + strip, graphics -> {
            chart.paint(graphics, width, chart.getHeight());
            double middle = chart.getHeight() + strip / 2.0 - Legend.LINE_HEIGHT / 2.0;
            legend.paint(graphics, legend.line(graphics.getFontMetrics(Theme.TEXT), width, middle));
        });
    }

    /** A chart with its legend in a column at its right, as wide as the longest name. */
    static BufferedImage beside(Chart<?, ?> chart, Legend legend) {
        double column = legend.column(Legend.metrics(), 0, 0).stream()
                .mapToDouble(Rectangle2D::getWidth)
                .max()
                .orElse(0);
        int width = chart.getWidth() + (int) Math.ceil(column) + MARGIN;
        return Theme.picture(width, chart.getHeight(), graphics -> {
            chart.paint(graphics, chart.getWidth(), chart.getHeight());
            legend.paint(
                    graphics,
                    legend.column(graphics.getFontMetrics(Theme.TEXT), chart.getWidth(), chart.getHeight() / 2.0));
        });
    }
}
