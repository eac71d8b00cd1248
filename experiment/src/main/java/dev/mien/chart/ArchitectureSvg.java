package dev.mien.chart;

import dev.mien.drawing.Theme;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A drawn network as the text of an SVG 1.1 file. */
final class ArchitectureSvg {
    private final ArchitectureLayout layout;
    private final StringBuilder svg = new StringBuilder();

    ArchitectureSvg(ArchitectureLayout layout) {
        this.layout = layout;
    }

    String text() {
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %1$d %2$d\""
                        + " font-family=\"DejaVu Sans, Verdana, sans-serif\">",
                layout.width(), layout.height());
        line("<rect width=\"100%%\" height=\"100%%\" fill=\"%s\"/>", hex(Theme.BACKGROUND));
        layout.boxes().forEach(this::box);
        layout.labels().forEach(this::label);
        layout.arrows().forEach(this::arrow);
        line("</svg>");
        return svg.toString();
    }

    private void box(ArchitectureLayout.Box box) {
        line(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\" fill=\"%s\" stroke=\"%s\"/>",
                box.x(),
                box.y(),
                ArchitectureLayout.BOX_WIDTH,
                ArchitectureLayout.BOX_HEIGHT,
                ArchitectureDiagram.ROUNDING / 2,
                hex(box.color()),
                hex(box.color().darker()));
    }

    private void label(ArchitectureLayout.Label label) {
        line(
                "<text x=\"%d\" y=\"%d\" font-size=\"%d\"%s%s fill=\"%s\">%s</text>",
                label.x(),
                label.y(),
                label.font().getSize(),
                label.font().isBold() ? " font-weight=\"bold\"" : "",
                label.rightAligned() ? " text-anchor=\"end\"" : "",
                hex(label.color()),
                escape(label.text()));
    }

    private void arrow(ArchitectureLayout.Arrow arrow) {
        String color = hex(Theme.QUIET);
        line(
                "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.3\" points=\"%s\"/>",
                color, corners(arrow.line()));
        line("<polygon fill=\"%s\" points=\"%s\"/>", color, corners(arrow.head()));
    }

    private void line(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String corners(List<ArchitectureLayout.Point> points) {
        return points.stream().map(point -> point.x() + "," + point.y()).collect(Collectors.joining(" "));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String hex(Color color) {
        return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xffffff);
    }
}
