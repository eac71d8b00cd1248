package dev.mien.chart;

import dev.mien.drawing.Legend;
import dev.mien.drawing.Theme;
import dev.mien.evaluation.Calibration;
import dev.mien.evaluation.ReliabilityDiagram;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Locale;

/**
 * Two reliability diagrams side by side, before and after calibration. Each bin has a bar for the accuracy, a second
 * colour for the distance to the confidence, and its number of faces below.
 */
public final class ReliabilityChart {
    private static final int SIDE = 340;
    private static final int COUNTS = 64;
    private static final int LEFT = 70;
    private static final int TOP = 92;
    private static final int BETWEEN = 64;
    private static final int BELOW = 34;
    private static final int BOTTOM = 100;
    private static final int WIDTH = 2 * (LEFT + SIDE) + BETWEEN;
    private static final int HEIGHT = TOP + SIDE + BELOW + COUNTS + BOTTOM;
    private static final int TICKS = 5;

    /** The colours of bins with less accuracy than confidence, and with more. */
    private static final Color TOO_SURE = new Color(0xf0b7ad);

    private static final Color TOO_UNSURE = new Color(0x9ecae1);

    private ReliabilityChart() {}

    /** The picture. */
    public static BufferedImage of(String title, Calibration.Measure before, Calibration.Measure after) {
        Legend legend = new Legend()
                .add(Legend.Mark.BOX, Theme.VALIDATION, "accuracy")
                .add(Legend.Mark.BOX, TOO_SURE, "surer than right")
                .add(Legend.Mark.BOX, TOO_UNSURE, "more often right than sure")
                .add(Legend.Mark.DASHES, Theme.QUIET, "as often right as sure");
        return Theme.picture(WIDTH, HEIGHT, graphics -> {
            graphics.setFont(Theme.TITLE);
            Theme.centred(graphics, title, WIDTH / 2.0, 34);
            panel(graphics, LEFT, "before", before);
            panel(graphics, LEFT + SIDE + BETWEEN + LEFT / 2.0, "after", after);
            legend.paint(graphics, legend.line(graphics.getFontMetrics(Theme.TEXT), WIDTH, HEIGHT - 34.0));
        });
    }

    private static void panel(Graphics2D graphics, double x, String name, Calibration.Measure measure) {
        graphics.setColor(Theme.INK);
        graphics.setFont(Theme.STRONG);
        String heading = String.format(
                Locale.ROOT, "%s: expected calibration error %.2f %%", name, 100 * measure.expectedCalibrationError());
        Theme.centred(graphics, heading, x + SIDE / 2.0, TOP - 20);
        grid(graphics, x);
        for (ReliabilityDiagram.Bin bin : measure.diagram().bins()) {
            bar(graphics, x, bin);
        }
        graphics.setColor(Theme.QUIET);
        graphics.setStroke(Theme.dashes());
        graphics.draw(new Line2D.Double(x, TOP + SIDE, x + SIDE, TOP));
        counts(graphics, x, measure.diagram());
    }

    private static void grid(Graphics2D graphics, double x) {
        graphics.setFont(Theme.TEXT);
        for (int i = 0; i <= TICKS; i++) {
            double share = (double) i / TICKS;
            double y = TOP + SIDE * (1 - share);
            graphics.setColor(Theme.RULE);
            graphics.setStroke(new BasicStroke(1));
            graphics.draw(new Line2D.Double(x, y, x + SIDE, y));
            graphics.setColor(Theme.QUIET);
            String text = String.format(Locale.ROOT, "%.1f", share);
            graphics.drawString(text, (float) (x - 28), (float) (y + 5));
            Theme.centred(graphics, text, x + SIDE * share, TOP + SIDE + 20);
        }
    }

    private static void bar(Graphics2D graphics, double x, ReliabilityDiagram.Bin bin) {
        if (bin.count() == 0) {
            return;
        }
        double left = x + SIDE * bin.low() + 1;
        double width = SIDE * (bin.high() - bin.low()) - 2;
        double low = Math.min(bin.accuracy(), bin.confidence());
        double high = Math.max(bin.accuracy(), bin.confidence());
        graphics.setColor(Theme.VALIDATION);
        graphics.fill(new Rectangle2D.Double(left, TOP + SIDE * (1 - bin.accuracy()), width, SIDE * bin.accuracy()));
        graphics.setColor(bin.accuracy() > bin.confidence() ? TOO_UNSURE : TOO_SURE);
        graphics.fill(new Rectangle2D.Double(left, TOP + SIDE * (1 - high), width, SIDE * (high - low)));
    }

    private static void counts(Graphics2D graphics, double x, ReliabilityDiagram diagram) {
        int most = diagram.bins().stream()
                .mapToInt(ReliabilityDiagram.Bin::count)
                .max()
                .orElse(1);
        double floor = TOP + SIDE + BELOW + COUNTS;
        graphics.setColor(Theme.QUIET);
        for (ReliabilityDiagram.Bin bin : diagram.bins()) {
            double height = (double) COUNTS * bin.count() / Math.max(1, most);
            graphics.fill(new Rectangle2D.Double(
                    x + SIDE * bin.low() + 1, floor - height, SIDE * (bin.high() - bin.low()) - 2, height));
        }
        graphics.setColor(Theme.RULE);
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(new Line2D.Double(x, floor, x + SIDE, floor));
        graphics.setColor(Theme.QUIET);
        graphics.setFont(Theme.TEXT);
        String text = String.format(Locale.ROOT, "confidence; %,d faces, at most %,d in a bin", diagram.n(), most);
        Theme.centred(graphics, text, x + SIDE / 2.0, floor + 22);
    }
}
