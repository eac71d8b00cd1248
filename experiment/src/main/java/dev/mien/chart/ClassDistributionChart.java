package dev.mien.chart;

import dev.mien.LabelSet;
import dev.mien.drawing.Legend;
import dev.mien.drawing.Theme;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Bars for the number of faces of each class. They stand on the axis, each with its number above it. */
public final class ClassDistributionChart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 500;
    private static final int LEFT = 84;
    private static final int TOP = 64;
    private static final int RIGHT = 24;
    private static final int BOTTOM = 52;
    private static final int STRIP = 44;
    private static final double HEADROOM = 1.1;
    private static final double FILLED = 0.8;
    private static final List<Color> SERIES =
            List.of(new Color(0x1f66c1), new Color(0xe69f00), new Color(0x4d4d4d), new Color(0x7b3fa0));

    private ClassDistributionChart() {}

    /** Bars of the seven emotions, see {@link #of(String, LabelSet, Map)}. */
    public static BufferedImage of(String title, Map<String, int[]> counts) {
        return of(title, LabelSet.FER2013, counts);
    }

    /**
     * Draws the bars.
     *
     * @param counts for each part of the data, in the order of the legend, the number of faces in the order of labels
     */
    public static BufferedImage of(String title, LabelSet labels, Map<String, int[]> counts) {
        Legend legend = new Legend();
        if (counts.size() > 1) {
            counts.keySet()
                    .forEach(name ->
                            legend.add(Legend.Mark.BOX, color(legend.entries().size()), name));
        }
        int most = Math.max(
                1, counts.values().stream().flatMapToInt(Arrays::stream).max().orElse(1));
        Plot plot = new Plot(
                new Rectangle2D.Double(LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM),
                0,
                labels.size(),
                0,
                most * HEADROOM);
        int strip = legend.entries().isEmpty() ? 0 : STRIP;
        return Theme.picture(WIDTH, HEIGHT + strip, graphics -> {
            graphics.setFont(Theme.TITLE);
            Theme.centred(graphics, title, plot.area().getCenterX(), TOP - 26);
            plot.horizontals(graphics, "faces", Plot.ticks(0, plot.high(), 1));
            bars(graphics, plot, labels.size(), new ArrayList<>(counts.values()));
            plot.floor(graphics, Theme.QUIET);
            names(graphics, plot, labels);
            double middle = HEIGHT + strip / 2.0 - 10;
            legend.paint(graphics, legend.line(graphics.getFontMetrics(Theme.TEXT), WIDTH, middle));
        });
    }

    private static void bars(Graphics2D graphics, Plot plot, int classes, List<int[]> series) {
        double slot = plot.area().getWidth() / classes;
        double width = slot * FILLED / Math.max(1, series.size());
        for (int number = 0; number < series.size(); number++) {
            for (int code = 0; code < classes; code++) {
                int count = series.get(number)[code];
                double x = plot.x(code) + slot * (1 - FILLED) / 2 + number * width;
                graphics.setColor(color(number));
                graphics.fill(new Rectangle2D.Double(
                        x, plot.y(count), width, plot.area().getMaxY() - plot.y(count)));
                graphics.setColor(Theme.INK);
                graphics.setFont(Theme.SMALL);
                Theme.centred(graphics, String.format(Locale.ROOT, "%,d", count), x + width / 2, plot.y(count) - 5);
            }
        }
    }

    private static void names(Graphics2D graphics, Plot plot, LabelSet labels) {
        graphics.setFont(Theme.TEXT);
        graphics.setColor(Theme.INK);
        for (int code = 0; code < labels.size(); code++) {
            Theme.centred(
                    graphics,
                    labels.label(code).name(),
                    plot.x(code + 0.5),
                    plot.area().getMaxY() + 24);
        }
    }

    private static Color color(int number) {
        return SERIES.get(number % SERIES.size());
    }
}
