package dev.mien.chart;

import dev.mien.drawing.Legend;
import dev.mien.drawing.Theme;
import dev.mien.training.EpochResult;
import dev.mien.training.History;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The histories of several runs: validation loss at the left, validation accuracy at the right, one colour for each
 * run. Each line has its label at its end and a mark at its best epoch.
 */
public final class ComparisonChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 420;
    private static final int MARGIN = 20;
    private static final int TITLE = 46;
    private static final int LEFT = 76;
    private static final int BOTTOM = 52;
    private static final int LABEL_HEIGHT = 17;
    private static final int LEADER = 18;
    private static final int LONGEST_NAME = 18;
    private static final int DOT = 9;

    private ComparisonChart() {}

    /** A run with its colour and its label at the line. */
    private record Line(String name, String label, Color color, History history) {}

    /**
     * The picture.
     *
     * @param histories by the runs' names, in the order of the legend; a history without epochs has a name but no line
     */
    public static BufferedImage of(Map<String, History> histories) {
        List<String> names = List.copyOf(histories.keySet());
        List<String> labels = labels(names);
        List<History> all = List.copyOf(histories.values());
        List<Line> lines = IntStream.range(0, names.size())
                .mapToObj(i -> new Line(names.get(i), labels.get(i), color(i), all.get(i)))
                .toList();
        Legend legend = new Legend();
        lines.forEach(line -> legend.add(Legend.Mark.LINE, line.color(), legend(line)));
        legend.add(Legend.Mark.DOT, Theme.QUIET, "best epoch: the highest validation accuracy");
        int rows = legend.entries().size();
        int height = TITLE + HEIGHT + rows * Legend.LINE_HEIGHT + MARGIN;
        return Theme.picture(2 * WIDTH, height, graphics -> {
            panel(graphics, 0, "Validation loss", lines, EpochResult::validationLoss);
            panel(graphics, WIDTH, "Validation accuracy", lines, EpochResult::validationAccuracy);
            double middle = TITLE + HEIGHT + rows * Legend.LINE_HEIGHT / 2.0;
            legend.paint(graphics, legend.column(graphics.getFontMetrics(Theme.TEXT), LEFT, middle));
        });
    }

    /** The last parts of the names, or letters in their order if these are long or equal. */
    private static List<String> labels(List<String> names) {
        List<String> last = names.stream()
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .toList();
        boolean clear = new HashSet<>(last).size() == last.size()
                && last.stream().allMatch(name -> name.length() <= LONGEST_NAME);
        return clear
                ? last
                : IntStream.range(0, names.size())
                        .mapToObj(i -> i < 26 ? Character.toString('A' + i) : Integer.toString(i + 1))
                        .toList();
    }

    private static String legend(Line line) {
        String name = line.name().endsWith(line.label()) ? line.name() : line.label() + " = " + line.name();
        return line.history()
                .best()
                .map(best -> String.format(
                        Locale.ROOT,
                        "%s: best epoch %d of %d, validation accuracy %.2f %%",
                        name,
                        best.epoch(),
                        line.history().epochs().size(),
                        100 * best.validationAccuracy()))
                .orElse(name);
    }

    private static void panel(
            Graphics2D graphics, int x, String title, List<Line> lines, ToDoubleFunction<EpochResult> value) {
        graphics.setFont(Theme.TEXT);
        int column = lines.stream()
                .mapToInt(line -> graphics.getFontMetrics().stringWidth(line.label()))
                .max()
                .orElse(0);
        Rectangle2D area =
                new Rectangle2D.Double(x + LEFT, TITLE, WIDTH - LEFT - column - LEADER - MARGIN, HEIGHT - BOTTOM);
        Plot plot = plot(area, lines, value);
        graphics.setColor(Theme.INK);
        graphics.setFont(Theme.TITLE);
        Theme.centred(graphics, title, area.getCenterX(), TITLE - 16);
        plot.horizontals(graphics, title.substring(title.indexOf(' ') + 1), Plot.ticks(plot.low(), plot.high(), 0));
        plot.floor(graphics, Theme.RULE);
        plot.numbers(graphics, Plot.ticks(1, plot.right(), 1));
        graphics.setColor(Theme.INK);
        Theme.centred(graphics, "epoch", area.getCenterX(), area.getMaxY() + 40);
        lines.forEach(line -> draw(graphics, plot, line, value));
        lines.forEach(line -> mark(graphics, plot, line, value));
        label(graphics, plot, lines, value);
    }

    private static Plot plot(Rectangle2D area, List<Line> lines, ToDoubleFunction<EpochResult> value) {
        double[] values = lines.stream()
                .flatMap(line -> line.history().epochs().stream())
                .mapToDouble(value)
                .filter(Double::isFinite)
                .toArray();
        int most = lines.stream()
                .mapToInt(line -> line.history().epochs().size())
                .max()
                .orElse(1);
        HistoryChart.Range range = HistoryChart.Range.of(values);
        return new Plot(area, 1, Math.max(2, most), range.low(), range.high());
    }

    private static void draw(Graphics2D graphics, Plot plot, Line line, ToDoubleFunction<EpochResult> value) {
        Path2D path = new Path2D.Double();
        for (EpochResult epoch : line.history().epochs()) {
            double at = value.applyAsDouble(epoch);
            if (Double.isFinite(at)) {
                if (path.getCurrentPoint() == null) {
                    path.moveTo(plot.x(epoch.epoch()), plot.y(at));
                }
                path.lineTo(plot.x(epoch.epoch()), plot.y(at));
            }
        }
        graphics.setColor(line.color());
        graphics.setStroke(Theme.line());
        graphics.draw(path);
    }

    private static void mark(Graphics2D graphics, Plot plot, Line line, ToDoubleFunction<EpochResult> value) {
        line.history()
                .best()
                .filter(best -> Double.isFinite(value.applyAsDouble(best)))
                .ifPresent(best -> {
                    double x = plot.x(best.epoch());
                    double y = plot.y(value.applyAsDouble(best));
                    graphics.setColor(Theme.BACKGROUND);
                    graphics.fill(new Ellipse2D.Double(x - DOT / 2.0 - 1.5, y - DOT / 2.0 - 1.5, DOT + 3, DOT + 3));
                    graphics.setColor(line.color());
                    graphics.fill(new Ellipse2D.Double(x - DOT / 2.0, y - DOT / 2.0, DOT, DOT));
                });
    }

    /** Writes the labels in a column, each as near to the end of its line as the others allow. */
    private static void label(Graphics2D graphics, Plot plot, List<Line> lines, ToDoubleFunction<EpochResult> value) {
        List<Line> shown = lines.stream()
                .filter(line -> line.history()
                        .last()
                        .filter(last -> Double.isFinite(value.applyAsDouble(last)))
                        .isPresent())
                .sorted(Comparator.comparingDouble(line -> end(plot, line, value)))
                .toList();
        double[] places = apart(
                shown.stream().mapToDouble(line -> end(plot, line, value)).toArray(),
                plot.area().getMinY(),
                plot.area().getMaxY());
        double column = plot.area().getMaxX() + LEADER;
        for (int i = 0; i < places.length; i++) {
            Line line = shown.get(i);
            EpochResult last = line.history().last().orElseThrow();
            graphics.setColor(line.color());
            graphics.setStroke(new BasicStroke(0.8f));
            graphics.draw(new Line2D.Double(plot.x(last.epoch()) + 3, end(plot, line, value), column - 4, places[i]));
            graphics.setColor(Theme.INK);
            graphics.setFont(Theme.TEXT);
            graphics.drawString(line.label(), (float) column, (float) (places[i] + 4.5));
        }
    }

    private static double end(Plot plot, Line line, ToDoubleFunction<EpochResult> value) {
        return plot.y(line.history().last().map(value::applyAsDouble).orElse(0.0));
    }

    /**
     * Moves ascending places apart until each has the height of a label, and keeps them within the bounds if it can.
     */
    static double[] apart(double[] wanted, double low, double high) {
        double[] places = wanted.clone();
        for (int i = 1; i < places.length; i++) {
            places[i] = Math.max(places[i], places[i - 1] + LABEL_HEIGHT);
        }
        double limit = high;
        for (int i = places.length - 1; i >= 0 && places[i] > limit; i--) {
            places[i] = Math.max(limit, low + i * LABEL_HEIGHT);
            limit = places[i] - LABEL_HEIGHT;
        }
        return places;
    }

    private static Color color(int number) {
        return Theme.CLASSES.get(number % Theme.CLASSES.size());
    }
}
