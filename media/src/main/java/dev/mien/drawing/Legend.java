package dev.mien.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** The legend of a chart, in one line below it or in a column at its right. */
public final class Legend {
    public static final int LINE_HEIGHT = 26;
    private static final int SYMBOL = 24;
    private static final int SPACE = 8;
    private static final int BETWEEN = 28;
    private static final int BOX = 14;
    private static final int DOT = 9;

    private final List<Entry> entries = new ArrayList<>();

    /** A mark. */
    public enum Mark {
        LINE,
        DASHES,
        DOT,
        BOX
    }

    /** A mark and its name. */
    public record Entry(Mark mark, Color color, String name) {}

    public Legend add(Mark mark, Color color, String name) {
        entries.add(new Entry(mark, color, name));
        return this;
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The start of each entry of the line below a picture of this width. */
    public List<Rectangle2D> line(FontMetrics metrics, int width, double middle) {
        double total = (entries.size() - 1) * BETWEEN;
        for (Entry entry : entries) {
            total += width(metrics, entry);
        }
        List<Rectangle2D> places = new ArrayList<>();
        double x = (width - total) / 2;
        for (Entry entry : entries) {
            places.add(place(metrics, entry, x, middle));
            x += width(metrics, entry) + BETWEEN;
        }
        return places;
    }

    /** The place of each entry of a column whose middle is at {@code middle}. */
    public List<Rectangle2D> column(FontMetrics metrics, double x, double middle) {
        List<Rectangle2D> places = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            double y = middle + (i - (entries.size() - 1) / 2.0) * LINE_HEIGHT;
            places.add(place(metrics, entries.get(i), x, y));
        }
        return places;
    }

    private static double width(FontMetrics metrics, Entry entry) {
        return SYMBOL + SPACE + metrics.stringWidth(entry.name());
    }

    private static Rectangle2D place(FontMetrics metrics, Entry entry, double x, double middle) {
        return new Rectangle2D.Double(x, middle - LINE_HEIGHT / 2.0, width(metrics, entry), LINE_HEIGHT);
    }

    public void paint(Graphics2D graphics, List<Rectangle2D> places) {
        for (int i = 0; i < entries.size(); i++) {
            paint(graphics, entries.get(i), places.get(i));
        }
    }

    private static void paint(Graphics2D graphics, Entry entry, Rectangle2D place) {
        double middle = place.getCenterY();
        double centre = place.getX() + SYMBOL / 2.0;
        graphics.setColor(entry.color());
        graphics.setStroke(entry.mark() == Mark.DASHES ? Theme.dashes() : Theme.line());
        switch (entry.mark()) {
            case LINE, DASHES -> graphics.draw(new Line2D.Double(place.getX(), middle, place.getX() + SYMBOL, middle));
            case DOT -> graphics.fill(new Ellipse2D.Double(centre - DOT / 2.0, middle - DOT / 2.0, DOT, DOT));
            case BOX ->
                graphics.fill(new Rectangle2D.Double(place.getX() + SYMBOL - BOX, middle - BOX / 2.0, BOX, BOX));
        }
        graphics.setStroke(new BasicStroke(1));
        graphics.setColor(Theme.INK);
        graphics.setFont(Theme.TEXT);
        FontMetrics metrics = graphics.getFontMetrics();
        double baseline = middle + (metrics.getAscent() - metrics.getDescent()) / 2.0;
        graphics.drawString(entry.name(), (float) (place.getX() + SYMBOL + SPACE), (float) baseline);
    }

    /** The metrics of the legends' font. */
    public static FontMetrics metrics() {
        BufferedImage scratch = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = Theme.canvas(scratch);
        FontMetrics metrics = graphics.getFontMetrics(Theme.TEXT);
        graphics.dispose();
        return metrics;
    }
}
