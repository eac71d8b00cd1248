package dev.mien.chart;

import dev.mien.drawing.Theme;
import dev.mien.nn.ModelArchitecture;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Draws a network layer by layer, like Keras' {@code plot_model}: kind, name, input and output sizes, and the number of
 * parameters.
 */
public final class ArchitectureDiagram {
    static final int ROUNDING = 10;

    private ArchitectureDiagram() {}

    /** The network as a picture. */
    public static BufferedImage image(ModelArchitecture architecture) {
        ArchitectureLayout layout = new ArchitectureLayout(architecture);
        return Theme.picture(layout.width(), layout.height(), graphics -> {
            layout.boxes().forEach(box -> paint(graphics, box));
            layout.labels().forEach(label -> paint(graphics, label));
            layout.arrows().forEach(arrow -> paint(graphics, arrow));
        });
    }

    /** The network as the text of an SVG file. */
    public static String svg(ModelArchitecture architecture) {
        return new ArchitectureSvg(new ArchitectureLayout(architecture)).text();
    }

    private static void paint(Graphics2D graphics, ArchitectureLayout.Box box) {
        RoundRectangle2D outline = new RoundRectangle2D.Double(
                box.x(), box.y(), ArchitectureLayout.BOX_WIDTH, ArchitectureLayout.BOX_HEIGHT, ROUNDING, ROUNDING);
        graphics.setColor(box.color());
        graphics.fill(outline);
        graphics.setColor(box.color().darker());
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(outline);
    }

    private static void paint(Graphics2D graphics, ArchitectureLayout.Label label) {
        graphics.setColor(label.color());
        graphics.setFont(label.font());
        int width = label.rightAligned() ? graphics.getFontMetrics().stringWidth(label.text()) : 0;
        graphics.drawString(label.text(), label.x() - width, label.y());
    }

    private static void paint(Graphics2D graphics, ArchitectureLayout.Arrow arrow) {
        graphics.setColor(Theme.QUIET);
        graphics.setStroke(new BasicStroke(1.3f));
        graphics.draw(path(arrow.line()));
        Path2D head = path(arrow.head());
        head.closePath();
        graphics.fill(head);
    }

    private static Path2D path(List<ArchitectureLayout.Point> points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points.get(0).x(), points.get(0).y());
        points.stream().skip(1).forEach(point -> path.lineTo(point.x(), point.y()));
        return path;
    }
}
