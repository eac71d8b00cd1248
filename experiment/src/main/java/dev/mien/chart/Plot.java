package dev.mien.chart;

import dev.mien.drawing.Theme;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The area of a chart between its axes. It maps values to places and draws the grid.
 *
 * @param area in points
 * @param left value at the left edge
 * @param right value at the right edge, above {@code left}
 * @param low value at the lower edge
 * @param high value at the upper edge, above {@code low}
 */
record Plot(Rectangle2D area, double left, double right, double low, double high) {
    private static final int MOST_TICKS = 8;
    private static final int GAP = 8;

    /** The place of a value on the x axis. */
    double x(double value) {
        return area.getX() + (value - left) / (right - left) * area.getWidth();
    }

    /** The place of a value on the y axis. */
    double y(double value) {
        return area.getMaxY() - (value - low) / (high - low) * area.getHeight();
    }

    /**
     * Round values from the lowest to the highest, at most {@value #MOST_TICKS} of them, 1, 2 or 5 apart in some digit.
     */
    static double[] ticks(double low, double high, double least) {
        double step = Math.max(least, Math.pow(10, Math.floor(Math.log10((high - low) / MOST_TICKS))));
        double[] factors = {2, 2.5, 2};
        for (int i = 0; Math.floor(high / step) - Math.ceil(low / step) + 1 > MOST_TICKS; i++) {
            step *= factors[i % factors.length];
        }
        double chosen = step;
        long first = (long) Math.ceil(low / step - 1e-9);
        long last = (long) Math.floor(high / step + 1e-9);
        return IntStream.rangeClosed(0, (int) (last - first))
                .mapToDouble(i -> (first + i) * chosen)
                .toArray();
    }

    /** Draws a line with its number at each tick, and the quantity's name beside them. */
    void horizontals(Graphics2D graphics, String quantity, double[] ticks) {
        graphics.setFont(Theme.TEXT);
        graphics.setStroke(new BasicStroke(1));
        double step = ticks.length > 1 ? ticks[1] - ticks[0] : 1;
        int digits = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        for (double tick : ticks) {
            graphics.setColor(Theme.RULE);
            graphics.draw(new Line2D.Double(area.getX(), y(tick), area.getMaxX(), y(tick)));
            graphics.setColor(Theme.QUIET);
            String text = String.format(Locale.ROOT, "%,." + digits + "f", tick);
            double width = graphics.getFontMetrics().stringWidth(text);
            graphics.drawString(text, (float) (area.getX() - GAP - width), (float) (y(tick) + 5));
        }
        graphics.setColor(Theme.INK);
        AffineTransform upright = graphics.getTransform();
        double x = area.getX() - 50;
        graphics.rotate(-Math.PI / 2, x, area.getCenterY());
        Theme.centred(graphics, quantity, x, area.getCenterY());
        graphics.setTransform(upright);
    }

    /** Draws the lower axis. */
    void floor(Graphics2D graphics, Color color) {
        graphics.setColor(color);
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(new Line2D.Double(area.getX(), area.getMaxY(), area.getMaxX(), area.getMaxY()));
    }

    /** Writes numbers below the lower axis. */
    void numbers(Graphics2D graphics, double[] ticks) {
        graphics.setFont(Theme.TEXT);
        graphics.setColor(Theme.QUIET);
        DoubleStream.of(ticks)
                .forEach(tick -> Theme.centred(
                        graphics, String.format(Locale.ROOT, "%.0f", tick), x(tick), area.getMaxY() + 20));
    }
}
