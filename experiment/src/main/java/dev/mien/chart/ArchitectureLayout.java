package dev.mien.chart;

import dev.mien.drawing.Theme;
import dev.mien.nn.ModelArchitecture;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The layout of a drawn network in points: boxes, words and arrows, the same for PNG and SVG. Long networks fill
 * several columns.
 */
final class ArchitectureLayout {
    static final int BOX_WIDTH = 300;
    static final int BOX_HEIGHT = 72;
    static final Font KIND = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    private static final int STEP = 98;
    private static final int COLUMN = 376;
    private static final int MARGIN = 32;
    private static final int TOP = 88;
    private static final int PER_COLUMN = 10;
    private static final int INSET = 14;

    private final List<Box> boxes = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();

    /** A layer's outline. */
    record Box(int x, int y, Color color) {}

    /**
     * Words on a line.
     *
     * @param x start of the words or, for {@code rightAligned}, their end
     * @param y of the baseline
     */
    record Label(int x, int y, String text, Font font, Color color, boolean rightAligned) {}

    /** A corner of an arrow's line or head. */
    record Point(int x, int y) {}

    /** A line that ends in a filled head. */
    record Arrow(List<Point> line, List<Point> head) {}

    ArchitectureLayout(ModelArchitecture architecture) {
        int all = architecture.parameterCount();
        int trainable = architecture.trainableCount();
        labels.add(new Label(MARGIN, 40, architecture.name(), Theme.TITLE, Theme.INK, false));
        String sums =
                String.format(Locale.ROOT, "%,d parameters: %,d trainable, %,d not", all, trainable, all - trainable);
        labels.add(new Label(MARGIN, 62, sums, Theme.TEXT, Theme.QUIET, false));
        add("Input", "", "input", architecture.input().toString(), color("Input"));
        for (ModelArchitecture.Node node : architecture.nodes()) {
            int count = node.parameterCount();
            String parameters = node.shortcut()
                    .map(other -> "+ " + other)
                    .orElse(count == 0 ? "" : String.format(Locale.ROOT, "%,d parameters", count));
            String shapes = node.input() + " → " + node.output();
            add(
                    node.layer().caption(),
                    parameters,
                    node.name(),
                    shapes,
                    color(node.layer().kind()));
        }
    }

    private void add(String words, String parameters, String name, String shapes, Color color) {
        int number = boxes.size();
        int x = MARGIN + number / PER_COLUMN * COLUMN;
        int y = TOP + number % PER_COLUMN * STEP;
        boxes.add(new Box(x, y, color));
        label(x + INSET, y + 22, words, KIND, Theme.INK, false);
        label(x + BOX_WIDTH - INSET, y + 22, parameters, Theme.SMALL, Theme.INK, true);
        label(x + INSET, y + 41, name, Theme.SMALL, Theme.QUIET, false);
        label(x + INSET, y + 60, shapes, Theme.SMALL, Theme.INK, false);
    }

    private void label(int x, int y, String text, Font font, Color color, boolean rightAligned) {
        if (!text.isEmpty()) {
            labels.add(new Label(x, y, text, font, color, rightAligned));
        }
    }

    private static Color color(String kind) {
        return switch (kind) {
            case "Conv2D" -> new Color(0xd6e6f7);
            case "BatchNormalization" -> new Color(0xe4f1dc);
            case "MaxPooling2D" -> new Color(0xfbe6d2);
            case "Dropout" -> new Color(0xf2f2f2);
            case "Dense", "TwoHeads" -> new Color(0xe7dcf3);
            default -> new Color(0xeef1f4);
        };
    }

    List<Box> boxes() {
        return List.copyOf(boxes);
    }

    List<Label> labels() {
        return List.copyOf(labels);
    }

    int width() {
        int columns = (boxes.size() + PER_COLUMN - 1) / PER_COLUMN;
        return 2 * MARGIN + (columns - 1) * COLUMN + BOX_WIDTH;
    }

    int height() {
        int rows = Math.min(PER_COLUMN, boxes.size());
        return TOP + (rows - 1) * STEP + BOX_HEIGHT + MARGIN;
    }

    /** Arrows from each box to the next: straight down, or over to the top of the next column. */
    List<Arrow> arrows() {
        List<Arrow> arrows = new ArrayList<>();
        for (int i = 1; i < boxes.size(); i++) {
            Box from = boxes.get(i - 1);
            Box to = boxes.get(i);
            arrows.add(from.x() == to.x() ? down(from, to) : over(from, to));
        }
        return arrows;
    }

    private static Arrow down(Box from, Box to) {
        int middle = from.x() + BOX_WIDTH / 2;
        Point tip = new Point(middle, to.y());
        return new Arrow(
                List.of(new Point(middle, from.y() + BOX_HEIGHT), new Point(middle, tip.y() - 8)),
                List.of(tip, new Point(tip.x() - 4, tip.y() - 8), new Point(tip.x() + 4, tip.y() - 8)));
    }

    private static Arrow over(Box from, Box to) {
        int between = (from.x() + BOX_WIDTH + to.x()) / 2;
        int start = from.y() + BOX_HEIGHT / 2;
        Point tip = new Point(to.x(), to.y() + BOX_HEIGHT / 2);
        return new Arrow(
                List.of(
                        new Point(from.x() + BOX_WIDTH, start),
                        new Point(between, start),
                        new Point(between, tip.y()),
                        new Point(tip.x() - 8, tip.y())),
                List.of(tip, new Point(tip.x() - 8, tip.y() - 4), new Point(tip.x() - 8, tip.y() + 4)));
    }
}
