package dev.mien.chart;

import dev.mien.drawing.Legend;
import dev.mien.drawing.Theme;
import dev.mien.evaluation.Interval;
import dev.mien.evaluation.robustness.RobustnessCard;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Accuracy under each kind of disturbance: one panel for each kind and one bar for each severity, with 95 % intervals
 * and the plain accuracy.
 */
public final class RobustnessChart {
    private static final int COLUMNS = 4;
    private static final int PANEL = 270;
    private static final int PLOT = 150;
    private static final int ROW = PLOT + 100;
    private static final int LEFT = 56;
    private static final int TOP = 96;
    private static final int BOTTOM = 50;
    private static final double FREE = 36;
    private static final double BAR = 0.66;
    private static final int TICKS = 4;

    /** From a mild disturbance to a severe one. */
    private static final List<Color> BLUES =
            List.of(new Color(0x9ecae1), new Color(0x6baed6), new Color(0x3182bd), new Color(0x08519c));

    private RobustnessChart() {}

    /** The picture. */
    public static BufferedImage of(String title, RobustnessCard card) {
        Map<String, List<RobustnessCard.Line>> kinds = card.lines().stream()
                .collect(Collectors.groupingBy(
                        line -> line.disturbance().kind(), LinkedHashMap::new, Collectors.toList()));
        int rows = (kinds.size() + COLUMNS - 1) / COLUMNS;
        int width = LEFT + COLUMNS * PANEL;
        int height = TOP + rows * ROW + BOTTOM;
        String plain = String.format(
                Locale.ROOT,
                "faces as they are: %.1f %%",
                100 * card.unchanged().accuracy());
        Legend legend = new Legend()
                .add(Legend.Mark.DASHES, Theme.TRAINING, plain)
                .add(Legend.Mark.BOX, BLUES.get(2), "accuracy in per cent, with its 95 % interval");
        return Theme.picture(width, height, graphics -> {
            graphics.setFont(Theme.TITLE);
            Theme.centred(graphics, title, width / 2.0, 40);
            int number = 0;
            for (Map.Entry<String, List<RobustnessCard.Line>> kind : kinds.entrySet()) {
                double x = LEFT + number % COLUMNS * (double) PANEL;
                double y = TOP + number / COLUMNS * (double) ROW;
                panel(
                        graphics,
                        x,
                        y,
                        kind.getKey(),
                        kind.getValue(),
                        card.unchanged().accuracy());
                number++;
            }
            legend.paint(graphics, legend.line(graphics.getFontMetrics(Theme.TEXT), width, height - 34.0));
        });
    }

    private static void panel(
            Graphics2D graphics, double x, double y, String kind, List<RobustnessCard.Line> lines, double plain) {
        double width = PANEL - FREE;
        graphics.setColor(Theme.INK);
        graphics.setFont(Theme.STRONG);
        Theme.centred(graphics, kind, x + width / 2, y - 12);
        grid(graphics, x, y, width);
        double step = width / lines.size();
        for (int i = 0; i < lines.size(); i++) {
            Color color = BLUES.get(Math.min(i, BLUES.size() - 1));
            bar(graphics, x + (i + 0.5) * step, y, step * BAR, lines.get(i), color);
        }
        severities(
                graphics,
                x,
                y,
                step,
                lines.stream().map(line -> line.disturbance().severity()).toList());
        graphics.setColor(Theme.TRAINING);
        graphics.setStroke(Theme.dashes());
        double level = y + PLOT * (1 - plain);
        graphics.draw(new Line2D.Double(x, level, x + width, level));
    }

    private static void grid(Graphics2D graphics, double x, double y, double width) {
        graphics.setStroke(new BasicStroke(1));
        graphics.setFont(Theme.SMALL);
        for (int i = 0; i <= TICKS; i++) {
            double level = y + PLOT * (1 - (double) i / TICKS);
            graphics.setColor(Theme.RULE);
            graphics.draw(new Line2D.Double(x, level, x + width, level));
            graphics.setColor(Theme.QUIET);
            String text = Integer.toString(100 * i / TICKS);
            int textWidth = graphics.getFontMetrics().stringWidth(text);
            graphics.drawString(text, (float) (x - textWidth - 5), (float) (level + 4));
        }
    }

    private static void bar(
            Graphics2D graphics, double middle, double y, double width, RobustnessCard.Line line, Color color) {
        double accuracy = line.evaluation().accuracy();
        graphics.setColor(color);
        graphics.fill(new Rectangle2D.Double(middle - width / 2, y + PLOT * (1 - accuracy), width, PLOT * accuracy));
        Interval interval = line.evaluation().accuracyInterval();
        graphics.setColor(Theme.INK);
        graphics.setStroke(new BasicStroke(1.2f));
        graphics.draw(
                new Line2D.Double(middle, y + PLOT * (1 - interval.low()), middle, y + PLOT * (1 - interval.high())));
        graphics.setFont(Theme.SMALL);
        Theme.centred(graphics, String.format(Locale.ROOT, "%.1f", 100 * accuracy), middle, y + PLOT + 16);
    }

    /** Draws the severities below their bars, in two lines if one of them is too long. */
    private static void severities(Graphics2D graphics, double x, double y, double step, List<String> texts) {
        graphics.setColor(Theme.QUIET);
        graphics.setFont(Theme.SMALL);
        boolean wraps =
                texts.stream().anyMatch(text -> graphics.getFontMetrics().stringWidth(text) > step - 4);
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            double middle = x + (i + 0.5) * step;
            int gap = wraps ? text.indexOf(' ') : -1;
            Theme.centred(graphics, gap < 0 ? text : text.substring(0, gap), middle, y + PLOT + 33);
            if (gap >= 0) {
                Theme.centred(graphics, text.substring(gap + 1), middle, y + PLOT + 47);
            }
        }
    }
}
