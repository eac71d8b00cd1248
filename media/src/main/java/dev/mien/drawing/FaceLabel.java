package dev.mien.drawing;

import dev.mien.Label;
import dev.mien.recognition.Recognition;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Dimension2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.Locale;

/**
 * The label of a face: a white plate with a chip in the class's colour, the class and its confidence. The plate
 * keeps text legible on any picture. All sizes are shares of the letters' size.
 */
final class FaceLabel {
    static final Color PLATE = Theme.BACKGROUND;
    static final List<Color> TEXTS = List.of(Theme.INK, Theme.QUIET);

    private static final Color EDGE = new Color(0x8c1f2933, true);
    private static final int BEST = 3;
    private static final double MARGIN = 0.5;
    private static final double HEADLINE = 1.7;
    private static final double CHIP = 0.66;
    private static final double SPACE = 0.42;
    private static final double ROW = 1.15;
    private static final double FOOT = 0.4;
    private static final double BAR = 0.5;
    private static final double SHORTEST_BAR = 3.2;
    private static final double ROW_TEXT = 0.82;

    /** Half the height of a capital letter. */
    private static final double HALF_CAPITAL = 0.36;

    private final MarkedFace face;
    private final TextLayouts layouts;
    private final Form form;
    private final double em;
    private final double names;
    private final double width;

    /** The content of a label. */
    enum Form {
        /** Emotion, confidence, and bars of the three best. */
        DETAILED,
        /** Emotion and confidence. */
        PLAIN,
        /** The emotion. */
        SHORT
    }

    /** @param em size of the letters, in pixels */
    FaceLabel(MarkedFace face, Form form, int em, TextLayouts layouts) {
        this.face = face;
        this.layouts = layouts;
        this.form = form;
        this.em = em;
        this.names = form == Form.DETAILED ? widestName() : 0;
        double headline = MARGIN + CHIP + SPACE + MARGIN;
        double text = track().width() + name().width() + confidence().width();
        double bars = form == Form.DETAILED ? em * (2 * MARGIN + SPACE + SHORTEST_BAR) + names : 0;
        this.width = Math.ceil(Math.max(em * headline + text, bars));
    }

    Form form() {
        return form;
    }

    /** Size of the letters, in pixels. */
    int letter() {
        return (int) em;
    }

    private double widestName() {
        return best().stream()
                .mapToDouble(label -> layouts.of(label.name(), rowFont()).width())
                .max()
                .orElse(0);
    }

    private List<Label> best() {
        List<Label> ranked = recognition().scores().rankedLabels();
        return ranked.subList(0, Math.min(BEST, ranked.size()));
    }

    private Recognition recognition() {
        return face.recognition();
    }

    private Font plain() {
        return Theme.TEXT.deriveFont((float) em);
    }

    private Font strong() {
        return Theme.STRONG.deriveFont((float) em);
    }

    private Font rowFont() {
        return Theme.TEXT.deriveFont((float) Math.rint(ROW_TEXT * em));
    }

    private TextLayouts.Layout track() {
        return layouts.of(face.track().map(number -> "#" + number + " ").orElse(""), plain());
    }

    private TextLayouts.Layout name() {
        return layouts.of(text(recognition()), strong());
    }

    private TextLayouts.Layout confidence() {
        String percent =
                String.format(Locale.ROOT, " %.0f %%", 100 * recognition().confidence());
        return layouts.of(form == Form.SHORT ? "" : percent, plain());
    }

    /** The emotion, with a question mark if the answer is unsure. */
    static String text(Recognition recognition) {
        return recognition.label().name() + (recognition.isUnsure() ? "?" : "");
    }

    /** In whole pixels. */
    double width() {
        return width;
    }

    /** In whole pixels. */
    double height() {
        double rows = form == Form.DETAILED ? best().size() * ROW + FOOT : 0;
        return Math.ceil(em * (HEADLINE + rows));
    }

    /** Draws the label with its upper left corner at this place. */
    void paint(Graphics2D graphics, double x, double y) {
        plate(graphics, x, y);
        double middle = y + em * HEADLINE / 2;
        chip(graphics, x + em * MARGIN, middle);
        double next = x + em * (MARGIN + CHIP + SPACE);
        text(graphics, track(), Theme.QUIET, next, middle, em);
        next += track().width();
        text(graphics, name(), Theme.INK, next, middle, em);
        text(graphics, confidence(), Theme.QUIET, next + name().width(), middle, em);
        if (form == Form.DETAILED) {
            bars(graphics, x, y + em * HEADLINE);
        }
    }

    private void plate(Graphics2D graphics, double x, double y) {
        double line = Math.max(1, em / 14);
        graphics.setColor(EDGE);
        graphics.fill(round(x, y, width, height(), em / 2));
        graphics.setColor(PLATE);
        graphics.fill(round(x + line, y + line, width - 2 * line, height() - 2 * line, em / 2 - line));
    }

    /** A filled chip for a sure answer, a ring for an unsure one. */
    private void chip(Graphics2D graphics, double x, double middle) {
        double side = em * CHIP;
        double line = em / 7;
        graphics.setColor(Theme.of(recognition().label()));
        if (recognition().isUnsure()) {
            graphics.setStroke(new BasicStroke((float) line));
            graphics.draw(round(x + line / 2, middle - side / 2 + line / 2, side - line, side - line, side / 3));
        } else {
            graphics.fill(round(x, middle - side / 2, side, side, side / 3));
        }
    }

    private void bars(Graphics2D graphics, double x, double top) {
        double left = x + em * (MARGIN + SPACE) + names;
        double full = x + width - em * MARGIN - left;
        double thick = em * BAR;
        double middle = top + em * ROW / 2;
        for (Label label : best()) {
            text(graphics, layouts.of(label.name(), rowFont()), Theme.INK, x + em * MARGIN, middle, em * ROW_TEXT);
            graphics.setColor(Theme.RULE);
            graphics.fill(round(left, middle - thick / 2, full, thick, thick / 2));
            graphics.setColor(Theme.of(label));
            double length = Math.max(thick / 2, full * recognition().scores().of(label));
            graphics.fill(round(left, middle - thick / 2, Math.min(length, full), thick, thick / 2));
            middle += em * ROW;
        }
    }

    private static void text(
            Graphics2D graphics, TextLayouts.Layout text, Color color, double x, double middle, double size) {
        graphics.setColor(color);
        graphics.drawGlyphVector(text.glyphs(), (float) x, (float) (middle + HALF_CAPITAL * size));
    }

    private static RoundRectangle2D round(double x, double y, double width, double height, double arc) {
        return new RoundRectangle2D.Double(x, y, width, height, arc, arc);
    }

    /** In whole pixels. */
    Dimension2D size() {
        Dimension size = new Dimension();
        size.setSize(width(), height());
        return size;
    }

    /** The box of the label with its upper left corner at this place. */
    Rectangle2D at(double x, double y) {
        return new Rectangle2D.Double(x, y, width(), height());
    }
}
