package dev.mien.plot;

import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Parameter;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A network drawn layer by layer: kind, name, output size, parameters. Long networks run down in columns. One layout serves the
 * PNG and the SVG.
 */
public final class ArchitectureDiagram {
    static final int BOX_WIDTH = 320;
    static final int BOX_HEIGHT = 54;
    private static final int STEP = 78;
    private static final int COLUMN = 396;
    private static final int MARGIN = 32;
    private static final int TITLE = 66;
    private static final int PER_COLUMN = 10;
    private static final int SCALE = 2;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 13);

    private final String title;
    private final List<Box> boxes = new ArrayList<>();
    private final int columns;
    private final int rows;

    /** A layer's place, words and colour. */
    record Box(int x, int y, String kind, String name, String shape, String parameters, Color color) {}

    private ArchitectureDiagram(ModelArchitecture architecture) {
        title = String.format(Locale.ROOT, "%s: %,d parameters", architecture.name(), architecture.parameterCount());
        add("Input", "", architecture.input().toString(), "", new Color(0xeef1f4));
        for (ModelArchitecture.Node node : architecture.nodes()) {
            add(
                    kind(node),
                    node.name(),
                    node.output().toString(),
                    node.parameterCount() == 0
                            ? ""
                            : String.format(Locale.ROOT, "%,d parameters", node.parameterCount()),
                    color(node.layer().kind()));
        }
        columns = (boxes.size() + PER_COLUMN - 1) / PER_COLUMN;
        rows = Math.min(PER_COLUMN, boxes.size());
    }

    /** The network as a picture. */
    public static BufferedImage image(ModelArchitecture architecture) {
        return new ArchitectureDiagram(architecture).paint();
    }

    /** The network as the text of an SVG file. */
    public static String svg(ModelArchitecture architecture) {
        return new ArchitectureDiagram(architecture).write();
    }

    List<Box> boxes() {
        return boxes;
    }

    static ArchitectureDiagram of(ModelArchitecture architecture) {
        return new ArchitectureDiagram(architecture);
    }

    private void add(String kind, String name, String shape, String parameters, Color color) {
        int number = boxes.size();
        int x = MARGIN + number / PER_COLUMN * COLUMN;
        int y = TITLE + number % PER_COLUMN * STEP;
        boxes.add(new Box(x, y, kind, name, shape, parameters, color));
    }

    /** The kind with the window's size, where it has one. */
    private static String kind(ModelArchitecture.Node node) {
        return node.parameters().stream()
                .filter(parameter -> parameter.shape().size() == 4)
                .findFirst()
                .map(kernel -> node.layer().kind() + " " + window(kernel))
                .orElse(node.layer().kind());
    }

    private static String window(Parameter kernel) {
        return kernel.shape().get(2) + "×" + kernel.shape().get(3);
    }

    private static Color color(String kind) {
        return switch (kind) {
            case "Conv2D" -> new Color(0xd6e6f7);
            case "BatchNormalization" -> new Color(0xe4f1dc);
            case "MaxPooling2D" -> new Color(0xfbe6d2);
            case "Dropout" -> new Color(0xf2f2f2);
            case "Dense" -> new Color(0xe7dcf3);
            default -> new Color(0xeef1f4);
        };
    }

    private int width() {
        return 2 * MARGIN + (columns - 1) * COLUMN + BOX_WIDTH;
    }

    private int height() {
        return TITLE + (rows - 1) * STEP + BOX_HEIGHT + MARGIN;
    }

    private BufferedImage paint() {
        BufferedImage image = new BufferedImage(SCALE * width(), SCALE * height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = Theme.canvas(image);
        graphics.scale(SCALE, SCALE);
        graphics.setFont(Theme.TITLE);
        graphics.drawString(title, MARGIN, TITLE - 30);
        for (int i = 0; i < boxes.size(); i++) {
            paint(graphics, boxes.get(i));
            if (i > 0) {
                paintArrow(graphics, arrow(boxes.get(i - 1), boxes.get(i)));
            }
        }
        graphics.dispose();
        return image;
    }

    private static void paint(Graphics2D graphics, Box box) {
        RoundRectangle2D outline = new RoundRectangle2D.Double(box.x(), box.y(), BOX_WIDTH, BOX_HEIGHT, 10, 10);
        graphics.setColor(box.color());
        graphics.fill(outline);
        graphics.setColor(box.color().darker());
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(outline);
        graphics.setColor(Theme.INK);
        graphics.setFont(BOLD);
        graphics.drawString(box.kind(), box.x() + 12, box.y() + 22);
        graphics.setFont(FONT);
        graphics.drawString(box.shape(), box.x() + 12, box.y() + 42);
        graphics.setColor(Theme.QUIET);
        right(graphics, box.name(), box.x() + BOX_WIDTH - 12, box.y() + 22);
        right(graphics, box.parameters(), box.x() + BOX_WIDTH - 12, box.y() + 42);
    }

    private static void right(Graphics2D graphics, String text, int x, int y) {
        graphics.drawString(text, x - graphics.getFontMetrics().stringWidth(text), y);
    }

    /** The corners of the line between two boxes: straight down, or over to the head of the next column. */
    private static int[][] arrow(Box from, Box to) {
        if (from.x() == to.x()) {
            int middle = from.x() + BOX_WIDTH / 2;
            return new int[][] {{middle, from.y() + BOX_HEIGHT}, {middle, to.y()}};
        }
        int between = (from.x() + BOX_WIDTH + to.x()) / 2;
        int start = from.y() + BOX_HEIGHT / 2;
        int end = to.y() + BOX_HEIGHT / 2;
        return new int[][] {{from.x() + BOX_WIDTH, start}, {between, start}, {between, end}, {to.x(), end}};
    }

    private static void paintArrow(Graphics2D graphics, int[][] points) {
        graphics.setColor(Theme.QUIET);
        graphics.setStroke(new BasicStroke(1.3f));
        Path2D line = new Path2D.Double();
        line.moveTo(points[0][0], points[0][1]);
        for (int i = 1; i < points.length; i++) {
            line.lineTo(points[i][0], points[i][1]);
        }
        graphics.draw(line);
        int[][] head = head(points);
        Path2D triangle = new Path2D.Double();
        triangle.moveTo(head[0][0], head[0][1]);
        triangle.lineTo(head[1][0], head[1][1]);
        triangle.lineTo(head[2][0], head[2][1]);
        triangle.closePath();
        graphics.fill(triangle);
    }

    private static int[][] head(int[][] points) {
        int[] tip = points[points.length - 1];
        boolean down = points[points.length - 2][0] == tip[0];
        return down
                ? new int[][] {tip, {tip[0] - 4, tip[1] - 8}, {tip[0] + 4, tip[1] - 8}}
                : new int[][] {tip, {tip[0] - 8, tip[1] - 4}, {tip[0] - 8, tip[1] + 4}};
    }

    private String write() {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %1$d %2$d\""
                        + " font-family=\"sans-serif\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                width(),
                height()));
        text(svg, MARGIN, TITLE - 30, "font-size=\"17\" font-weight=\"bold\"", Theme.INK, title);
        for (int i = 0; i < boxes.size(); i++) {
            write(svg, boxes.get(i));
            if (i > 0) {
                writeArrow(svg, arrow(boxes.get(i - 1), boxes.get(i)));
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private static void write(StringBuilder svg, Box box) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"5\" fill=\"%s\" stroke=\"%s\"/>%n",
                box.x(),
                box.y(),
                BOX_WIDTH,
                BOX_HEIGHT,
                hex(box.color()),
                hex(box.color().darker())));
        text(svg, box.x() + 12, box.y() + 22, "font-size=\"13\" font-weight=\"bold\"", Theme.INK, box.kind());
        text(svg, box.x() + 12, box.y() + 42, "font-size=\"11\"", Theme.INK, box.shape());
        String end = "font-size=\"11\" text-anchor=\"end\"";
        text(svg, box.x() + BOX_WIDTH - 12, box.y() + 22, end, Theme.QUIET, box.name());
        text(svg, box.x() + BOX_WIDTH - 12, box.y() + 42, end, Theme.QUIET, box.parameters());
    }

    private static void writeArrow(StringBuilder svg, int[][] points) {
        svg.append("<polyline fill=\"none\" stroke=\"").append(hex(Theme.QUIET)).append("\" points=\"");
        append(svg, points);
        svg.append("\"/>\n<polygon fill=\"").append(hex(Theme.QUIET)).append("\" points=\"");
        append(svg, head(points));
        svg.append("\"/>\n");
    }

    private static void append(StringBuilder svg, int[][] points) {
        for (int[] point : points) {
            svg.append(point[0]).append(',').append(point[1]).append(' ');
        }
    }

    private static void text(StringBuilder svg, int x, int y, String attributes, Color color, String text) {
        if (!text.isEmpty()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" %s fill=\"%s\">%s</text>%n",
                    x,
                    y,
                    attributes,
                    hex(color),
                    text.replace("&", "&amp;").replace("<", "&lt;")));
        }
    }

    private static String hex(Color color) {
        return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xffffff);
    }
}
