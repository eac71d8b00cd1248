package dev.mien.drawing;

import dev.mien.Label;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/**
 * The lines around a face and from the face to its label. They are in the class's colour on white on dark, so they
 * stand out from any picture. An unsure answer has dashed lines.
 *
 * @param label the class that gives the colour
 * @param unsure whether the lines are dashed
 * @param width of a line, in pixels
 */
record FaceFrame(Label label, boolean unsure, double width) {
    private static final Color SHADE = new Color(0x661f2933, true);
    private static final double SHADE_WIDTH = 2.6;
    private static final double CASING_WIDTH = 2;
    private static final double CORNER = 8;
    private static final double DASH = 4;

    /** The distance by which the lines extend beyond the box, in pixels. */
    double rim() {
        return SHADE_WIDTH * width / 2;
    }

    /** Draws the box. */
    void box(Graphics2D graphics, Rectangle2D box) {
        double arc = Math.min(CORNER * width, Math.min(box.getWidth(), box.getHeight()) / 2);
        draw(
                graphics,
                new RoundRectangle2D.Double(box.getX(), box.getY(), box.getWidth(), box.getHeight(), arc, arc),
                unsure);
    }

    /** Draws the line from a label to its face, with a dot at the face. */
    void leader(Graphics2D graphics, Line2D line) {
        draw(graphics, line, false);
        double radius = CASING_WIDTH * width;
        graphics.setColor(Theme.BACKGROUND);
        graphics.fill(dot(line, radius));
        graphics.setColor(Theme.of(label));
        graphics.fill(dot(line, radius - width / 2));
    }

    private static Ellipse2D dot(Line2D line, double radius) {
        return new Ellipse2D.Double(line.getX2() - radius, line.getY2() - radius, 2 * radius, 2 * radius);
    }

    private void draw(Graphics2D graphics, Shape shape, boolean dashed) {
        graphics.setColor(SHADE);
        graphics.setStroke(stroke(SHADE_WIDTH));
        graphics.draw(shape);
        graphics.setColor(Theme.BACKGROUND);
        graphics.setStroke(stroke(CASING_WIDTH));
        graphics.draw(shape);
        graphics.setColor(Theme.of(label));
        graphics.setStroke(dashed ? dashes() : stroke(1));
        graphics.draw(shape);
    }

    private BasicStroke stroke(double widths) {
        return new BasicStroke((float) (widths * width), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private BasicStroke dashes() {
        float dash = (float) (DASH * width);
        return new BasicStroke(
                (float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {dash, dash}, 0);
    }
}
