package dev.mien.chart;

import dev.mien.drawing.Theme;
import dev.mien.evaluation.ConfusionMatrix;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A confusion matrix as a heat map in blues: rows are the truth, columns the prediction. */
public final class ConfusionHeatMap {
    static final int CELL = 84;
    static final int LEFT = 130;
    static final int TOP = 64;
    private static final int BOTTOM = 100;
    private static final int RIGHT = 36;

    /** From nearly white to dark blue. */
    private static final Color[] BLUES = {
        new Color(0xf7fbff),
        new Color(0xc9ddf0),
        new Color(0x8abfdd),
        new Color(0x4292c6),
        new Color(0x08519c),
        new Color(0x08306b)
    };

    private ConfusionHeatMap() {}

    /** Shows counts. The colour is the share of the row. */
    public static BufferedImage counts(String title, ConfusionMatrix matrix) {
        return counts(title, matrix.labels().names(), matrix.counts());
    }

    /**
     * Shows counts of any classes. The colour is the share of the row.
     *
     * @param labels of the n classes
     * @param counts n x n, rows are the truth
     */
    public static BufferedImage counts(String title, List<String> labels, int[][] counts) {
        String[][] text = new String[counts.length][counts.length];
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts.length; j++) {
                text[i][j] = String.format(Locale.ROOT, "%,d", counts[i][j]);
            }
        }
        return draw(title, labels, rowShares(counts), text);
    }

    /** Shares of each row in per cent. */
    public static BufferedImage shares(String title, ConfusionMatrix matrix) {
        double[][] shares = matrix.rowShares();
        String[][] text = new String[shares.length][shares.length];
        for (int i = 0; i < shares.length; i++) {
            for (int j = 0; j < shares.length; j++) {
                text[i][j] = Double.isNaN(shares[i][j]) ? "–" : String.format(Locale.ROOT, "%.1f", 100 * shares[i][j]);
            }
        }
        return draw(title, matrix.labels().names(), shares, text);
    }

    private static double[][] rowShares(int[][] counts) {
        return Arrays.stream(counts)
                .map(row -> Arrays.stream(row)
                        .mapToDouble(count ->
                                count / (double) Math.max(1, IntStream.of(row).sum()))
                        .toArray())
                .toArray(double[][]::new);
    }

    private static BufferedImage draw(String title, List<String> labels, double[][] shares, String[][] text) {
        int n = shares.length;
        return Theme.picture(LEFT + n * CELL + RIGHT, TOP + n * CELL + BOTTOM, graphics -> {
            graphics.setFont(Theme.TITLE);
            Theme.centred(graphics, title, LEFT + n * CELL / 2.0, TOP - 24);
            for (int row = 0; row < n; row++) {
                for (int column = 0; column < n; column++) {
                    cell(graphics, row, column, shares[row][column], text[row][column]);
                }
            }
            labels(graphics, labels);
        });
    }

    private static void cell(Graphics2D graphics, int row, int column, double share, String text) {
        double known = Double.isNaN(share) ? 0 : share;
        double x = LEFT + column * CELL;
        double y = TOP + row * CELL;
        graphics.setColor(blue(known));
        graphics.fill(new Rectangle2D.Double(x, y, CELL, CELL));
        graphics.setColor(Theme.BACKGROUND);
        graphics.setStroke(new BasicStroke(2));
        graphics.draw(new Rectangle2D.Double(x, y, CELL, CELL));
        graphics.setColor(textColor(blue(known)));
        graphics.setFont(row == column ? Theme.STRONG : Theme.TEXT);
        Theme.centred(graphics, text, x + CELL / 2.0, y + CELL / 2.0 + 5);
    }

    private static void labels(Graphics2D graphics, List<String> labels) {
        int n = labels.size();
        for (int i = 0; i < n; i++) {
            double middle = i * CELL + CELL / 2.0;
            graphics.setColor(Theme.INK);
            graphics.setFont(Theme.TEXT);
            Theme.centred(graphics, labels.get(i), LEFT + middle, TOP + n * CELL + 24);
            int width = graphics.getFontMetrics().stringWidth(labels.get(i));
            graphics.drawString(labels.get(i), LEFT - width - 12, (float) (TOP + middle + 5));
        }
        graphics.setFont(Theme.STRONG);
        graphics.setColor(Theme.QUIET);
        Theme.centred(graphics, "Predicted", LEFT + n * CELL / 2.0, TOP + n * CELL + 58);
        AffineTransform upright = graphics.getTransform();
        graphics.rotate(-Math.PI / 2, 30, TOP + n * CELL / 2.0);
        Theme.centred(graphics, "Actual", 30, TOP + n * CELL / 2.0);
        graphics.setTransform(upright);
        graphics.setFont(Theme.TEXT);
        Theme.centred(graphics, "colour: share of the row", LEFT + n * CELL / 2.0, TOP + n * CELL + 80);
    }

    /**
     * Black or white, whichever has more contrast: never below the 4.5 of WCAG 2. The blues have one such threshold.
     */
    static Color textColor(Color background) {
        boolean white = Theme.contrast(Color.WHITE, background) > Theme.contrast(Color.BLACK, background);
        return white ? Color.WHITE : Color.BLACK;
    }

    /** The colour of a share of 0 to 1. */
    static Color blue(double share) {
        double position = Math.max(0, Math.min(1, share)) * (BLUES.length - 1);
        int low = Math.min((int) position, BLUES.length - 2);
        double mix = position - low;
        return new Color(
                blend(BLUES[low].getRed(), BLUES[low + 1].getRed(), mix),
                blend(BLUES[low].getGreen(), BLUES[low + 1].getGreen(), mix),
                blend(BLUES[low].getBlue(), BLUES[low + 1].getBlue(), mix));
    }

    private static int blend(int a, int b, double mix) {
        return (int) Math.round(a + (b - a) * mix);
    }
}
