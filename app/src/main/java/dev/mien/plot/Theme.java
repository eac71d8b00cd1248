package dev.mien.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** Colours, fonts and strokes of all pictures, in one place. */
final class Theme {
    static final Color BACKGROUND = Color.WHITE;
    static final Color INK = new Color(0x1f2933);
    static final Color QUIET = new Color(0x66737f);
    static final Color RULE = new Color(0xdde3e8);

    /** The article's colours of training and validation. */
    static final Color TRAINING = new Color(0xd62f3f);

    static final Color VALIDATION = new Color(0x1f66c1);

    static final Color RIGHT = new Color(0x137a3d);
    static final Color WRONG = new Color(0xc02436);

    /** One colour a class in label order, told apart by colour-blind readers too (after Okabe and Ito, 2008). */
    static final List<Color> CLASSES = List.of(
            new Color(0xd55e00),
            new Color(0x6b8e23),
            new Color(0x7b3fa0),
            new Color(0xe69f00),
            new Color(0x0072b2),
            new Color(0xcc79a7),
            new Color(0x4d4d4d));

    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 17);
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    static final Font STRONG = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

    private static final float LINE = 2.2f;

    private Theme() {}

    static BasicStroke line() {
        return new BasicStroke(LINE, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    static BasicStroke dashes() {
        return new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 5}, 0);
    }

    /** Gives a chart with axes the common look. */
    static void apply(AxesChartStyler styler) {
        styler.setChartBackgroundColor(BACKGROUND);
        styler.setPlotBackgroundColor(BACKGROUND);
        styler.setPlotBorderVisible(false);
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitleFont(TITLE);
        styler.setChartFontColor(INK);
        styler.setChartTitlePadding(12);
        styler.setChartPadding(16);
        styler.setAxisTitleFont(TEXT);
        styler.setAxisTickLabelsFont(TEXT);
        styler.setAxisTickLabelsColor(QUIET);
        styler.setAxisTickMarksColor(RULE);
        styler.setPlotGridLinesColor(RULE);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setLegendFont(TEXT);
        styler.setLegendBorderColor(BACKGROUND);
        styler.setLegendBackgroundColor(BACKGROUND);
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setAntiAlias(true);
        styler.setTextAntiAlias(true);
        styler.setLocale(Locale.ROOT);
    }

    /** A chart as an image of its own size. */
    static BufferedImage image(Chart<?, ?> chart) {
        BufferedImage image = new BufferedImage(chart.getWidth(), chart.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = canvas(image);
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        graphics.dispose();
        return image;
    }

    /** A white canvas with smooth edges. */
    static Graphics2D canvas(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setColor(BACKGROUND);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setColor(INK);
        return graphics;
    }

    /** Text with its middle at {@code centre} and its baseline at {@code y}. */
    static void centred(Graphics2D graphics, String text, double centre, double y) {
        double width = graphics.getFontMetrics().getStringBounds(text, graphics).getWidth();
        graphics.drawString(text, (float) (centre - width / 2), (float) y);
    }
}
