package dev.mien.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of a network's layers as Keras 3 prints it ({@code model.summary(line_length=78)}). */
public final class ModelSummary {
    private static final int[] WIDTHS = {34, 25, 15};
    private static final int BYTES_PER_VALUE = 4;

    private ModelSummary() {}

    /** Name, table and totals; lines end with a line feed. */
    public static String text(ModelArchitecture architecture) {
        StringBuilder text = new StringBuilder("Model: \"" + architecture.name() + "\"\n");
        text.append(rule("┏", "━", "┳", "┓"));
        text.append(row("┃", List.of("Layer (type)", "Output Shape", "Param #")));
        text.append(rule("┡", "━", "╇", "┩"));
        List<ModelArchitecture.Node> nodes = architecture.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            append(text, nodes.get(i));
            text.append(i < nodes.size() - 1 ? rule("├", "─", "┼", "┤") : rule("└", "─", "┴", "┘"));
        }
        int all = architecture.parameterCount();
        int trainable = architecture.trainableCount();
        return text.append(total("Total", all))
                .append(total("Trainable", trainable))
                .append(total("Non-trainable", all - trainable))
                .toString();
    }

    private static void append(StringBuilder text, ModelArchitecture.Node node) {
        List<String> names = names(node);
        for (int line = 0; line < names.size(); line++) {
            boolean first = line == 0;
            text.append(row(
                    "│",
                    List.of(
                            names.get(line),
                            first ? node.output().toString() : "",
                            first ? String.format(Locale.ROOT, "%,d", node.parameterCount()) : "")));
        }
    }

    /** Name and kind. They take two lines where one line has no room for both. */
    private static List<String> names(ModelArchitecture.Node node) {
        String kind = "(" + node.layer().kind() + ")";
        String both = node.name() + " " + kind;
        return both.length() <= WIDTHS[0] - 2 ? List.of(both) : List.of(node.name(), kind);
    }

    private static String row(String edge, List<String> cells) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String alignment = i < cells.size() - 1 ? "-" : "";
            padded.add(String.format(Locale.ROOT, " %" + alignment + (WIDTHS[i] - 2) + "s ", cells.get(i)));
        }
        return edge + String.join(edge, padded) + edge + "\n";
    }

    private static String rule(String left, String line, String cross, String right) {
        return left + line.repeat(WIDTHS[0]) + cross + line.repeat(WIDTHS[1]) + cross + line.repeat(WIDTHS[2]) + right
                + "\n";
    }

    private static String total(String which, int count) {
        return String.format(Locale.ROOT, " %s params: %,d (%s)%n", which, count, size((long) count * BYTES_PER_VALUE))
                .replace("\r\n", "\n");
    }

    /** Bytes as Keras writes them. */
    private static String size(long bytes) {
        if (bytes < 1 << 10) {
            return String.format(Locale.ROOT, "%.2f B", (double) bytes);
        }
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.2f KB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.2f MB", bytes / 1048576.0);
    }
}
