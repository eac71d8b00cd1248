package dev.mien.drawing;

import dev.mien.Emotion;
import dev.mien.Label;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Consumer;

/** Colours, fonts and strokes of all pictures. */
public final class Theme {
    public static final Color BACKGROUND = Color.WHITE;
    public static final Color INK = new Color(0x1f2933);
    public static final Color QUIET = new Color(0x66737f);
    public static final Color RULE = new Color(0xdde3e8);

    /** The empty ground. */
    public static final Color EMPTY = new Color(0xf1f4f6);

    /** The article's colours of training and validation. */
    public static final Color TRAINING = new Color(0xd62f3f);

    public static final Color VALIDATION = new Color(0x1f66c1);

    public static final Color RIGHT = new Color(0x137a3d);
    public static final Color WRONG = new Color(0xc02436);

    /** One colour for each class of FER2013 in label order, see {@link Emotion#color}. */
    public static final List<Color> CLASSES =
            Emotion.all().stream().map(Emotion::color).map(Color::new).toList();

    public static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 17);
    public static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    public static final Font STRONG = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    public static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

    /** Pixels per point in every picture except marked photos and frames. */
    public static final int SCALE = 2;

    /** The least contrast of text to its ground (WCAG 2, level AA). */
    public static final double READABLE = 4.5;

    private static final float LINE = 2.2f;

    private Theme() {}

    public static BasicStroke line() {
        return new BasicStroke(LINE, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    public static BasicStroke dashes() {
        return new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 5}, 0);
    }

    /** The colour of a class. */
    public static Color of(Label label) {
        return new Color(label.color());
    }

    /** The colour of an emotion. */
    public static Color of(Emotion emotion) {
        return CLASSES.get(emotion.code());
    }

    /** A picture of this size in points. {@value #SCALE} pixels per point keep it sharp on dense screens. */
    public static BufferedImage picture(int width, int height, Consumer<Graphics2D> painter) {
        BufferedImage image = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = canvas(image);
        graphics.scale(SCALE, SCALE);
        painter.accept(graphics);
        graphics.dispose();
        return image;
    }

    /** The contrast of two colours by WCAG 2, 1 to 21. */
    public static double contrast(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    /** A white canvas with smooth edges. */
    public static Graphics2D canvas(BufferedImage image) {
        Graphics2D graphics = over(image);
        graphics.setColor(BACKGROUND);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setColor(INK);
        return graphics;
    }

    /** Draws with smooth edges over an image. */
    public static Graphics2D over(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        return graphics;
    }

    /** Text with its middle at {@code centre} and its baseline at {@code y}. */
    public static void centred(Graphics2D graphics, String text, double centre, double y) {
        double width = graphics.getFontMetrics().getStringBounds(text, graphics).getWidth();
        graphics.drawString(text, (float) (centre - width / 2), (float) y);
    }
}
