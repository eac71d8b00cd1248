package dev.mien.drawing;

import dev.mien.EmotionScores;
import dev.mien.InvalidInputException;
import dev.mien.Label;
import dev.mien.image.GrayImage;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/**
 * Shows the network's evidence in one face: the face as the network saw it, the evidence for the best class over it,
 * and beside that the evidence for the second. Both maps share one scale, from no evidence (or evidence against) to the
 * most of both.
 */
public final class HeatMapPicture {
    static final int SIDE = 240;
    static final int MARGIN = 28;
    static final int GAP = 20;
    static final int TOP = 70;
    private static final int CAPTION = 26;
    private static final int LEGEND_BELOW = 58;
    private static final int BOTTOM = 92;
    private static final int BAR_WIDTH = 200;
    private static final int BAR_HEIGHT = 12;
    private static final int MIDDLE_GRAY = 128;

    /** A level of 0 to 255 times this is a grey. */
    private static final int GRAY = 0x10101;

    private HeatMapPicture() {}

    /**
     * Draws.
     *
     * @param face as the network saw it
     * @param scores of the face
     * @param unsure whether the answer is unreliable
     * @param maps classes x rows x columns, {@code EmotionModel.activationMaps} of the face
     */
    public static BufferedImage draw(GrayImage face, EmotionScores scores, boolean unsure, float[][][] maps) {
        int classes = scores.labels().size();
        if (maps.length != classes) {
            throw new InvalidInputException(
                    "a face has " + maps.length + " activation maps, expected " + classes + ", one for each emotion");
        }
        int side = Theme.SCALE * SIDE;
        List<Label> ranked = scores.rankedLabels();
        List<Label> best = ranked.subList(0, Math.min(2, classes));
        List<float[][]> surfaces = best.stream()
                .map(label -> SmoothMap.of(maps[scores.labels().labels().indexOf(label)], side, side))
                .toList();
        double most =
                surfaces.stream().mapToDouble(HeatMapPicture::largest).max().orElse(0);
        BufferedImage large = enlarged(face, side);
        return Theme.picture(2 * MARGIN + 3 * SIDE + 2 * GAP, TOP + SIDE + BOTTOM, graphics -> {
            title(graphics, scores, unsure);
            panel(graphics, 0, large, "as the network saw it");
            for (int i = 0; i < best.size(); i++) {
                String caption = "what speaks for " + best.get(i).name() + ", " + percent(scores.of(best.get(i)));
                panel(graphics, i + 1, overlaid(large, surfaces.get(i), most), caption);
            }
            legend(graphics);
        });
    }

    /**
     * Writes the number of a face into the upper right corner of its heat map, as "#4". Marked pictures and answers
     * have the same numbers.
     *
     * @param picture from {@link #draw}
     */
    public static BufferedImage numbered(BufferedImage picture, int number) {
        Graphics2D graphics = Theme.over(picture);
        graphics.scale(Theme.SCALE, Theme.SCALE);
        graphics.setColor(Theme.QUIET);
        graphics.setFont(Theme.TITLE);
        String text = "#" + number;
        int width = graphics.getFontMetrics().stringWidth(text);
        graphics.drawString(text, picture.getWidth() / Theme.SCALE - MARGIN - width, (int) (TOP / 2.0 + 6));
        graphics.dispose();
        return picture;
    }

    private static double largest(float[][] surface) {
        double largest = 0;
        for (float[] row : surface) {
            for (float value : row) {
                largest = Math.max(largest, value);
            }
        }
        return largest;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static void title(Graphics2D graphics, EmotionScores scores, boolean unsure) {
        double middle = TOP / 2.0;
        graphics.setColor(Theme.of(scores.label()));
        graphics.fill(new Rectangle2D.Double(MARGIN, middle - 8, 16, 16));
        graphics.setColor(Theme.INK);
        graphics.setFont(Theme.TITLE);
        String name = scores.label().name() + (unsure ? "?" : "");
        graphics.drawString(name, MARGIN + 26, (float) middle + 6);
        int next = MARGIN + 26 + graphics.getFontMetrics().stringWidth(name) + 9;
        graphics.setFont(Theme.TITLE.deriveFont(Font.PLAIN));
        graphics.setColor(Theme.QUIET);
        graphics.drawString(percent(scores.confidence()) + (unsure ? ", unsure" : ""), next, (float) middle + 6);
    }

    private static void panel(Graphics2D graphics, int index, BufferedImage picture, String caption) {
        double x = MARGIN + index * (SIDE + GAP);
        graphics.drawImage(picture, (int) x, TOP, SIDE, SIDE, null);
        graphics.setColor(Theme.RULE);
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(new Rectangle2D.Double(x - 0.5, TOP - 0.5, SIDE + 1, SIDE + 1));
        graphics.setColor(Theme.INK);
        graphics.setFont(Theme.TEXT);
        Theme.centred(graphics, caption, x + SIDE / 2.0, TOP + SIDE + CAPTION);
    }

    private static BufferedImage enlarged(GrayImage face, int side) {
        BufferedImage small = new BufferedImage(face.width(), face.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < face.height(); y++) {
            for (int x = 0; x < face.width(); x++) {
                small.setRGB(x, y, GRAY * face.pixel(x, y));
            }
        }
        BufferedImage large = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = Theme.canvas(large);
        graphics.drawImage(small, 0, 0, side, side, null);
        graphics.dispose();
        return large;
    }

    private static BufferedImage overlaid(BufferedImage face, float[][] surface, double most) {
        BufferedImage image = new BufferedImage(face.getWidth(), face.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < face.getHeight(); y++) {
            for (int x = 0; x < face.getWidth(); x++) {
                double value = most > 0 ? surface[y][x] / most : 0;
                image.setRGB(
                        x, y, HeatColors.over(face.getRGB(x, y) & 0xff, value).getRGB());
            }
        }
        return image;
    }

    /** Draws the scale below the two maps. */
    private static void legend(Graphics2D graphics) {
        double centre = MARGIN + 2 * SIDE + 1.5 * GAP;
        double left = centre - BAR_WIDTH / 2.0;
        double y = TOP + SIDE + LEGEND_BELOW - BAR_HEIGHT / 2.0;
        for (int i = 0; i < Theme.SCALE * BAR_WIDTH; i++) {
            graphics.setColor(HeatColors.over(MIDDLE_GRAY, i / (Theme.SCALE * BAR_WIDTH - 1.0)));
            graphics.fill(new Rectangle2D.Double(left + i / (double) Theme.SCALE, y, 1.0 / Theme.SCALE, BAR_HEIGHT));
        }
        graphics.setColor(Theme.QUIET);
        graphics.setFont(Theme.TEXT);
        float baseline = (float) (y + BAR_HEIGHT / 2.0 + 5);
        int width = graphics.getFontMetrics().stringWidth("looked at: low");
        graphics.drawString("looked at: low", (float) (left - width - 10), baseline);
        graphics.drawString("high", (float) (left + BAR_WIDTH + 10), baseline);
    }
}
