package dev.mien.cli;

import dev.mien.LabelSet;
import dev.mien.chart.ClassDistributionChart;
import dev.mien.dataset.DatasetSummary;
import dev.mien.dataset.LabelChoice;
import dev.mien.dataset.Usage;
import dev.mien.drawing.Pngs;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints shape, columns, missing values, first rows and classes. */
@Command(name = "info", description = "Prints shape, columns, missing values, first rows and classes.")
final class DataInfoCommand implements Runnable {
    private static final int BAR = 40;

    /** The narrowest column of class names, in characters. */
    private static final int NARROWEST = 9;

    @Option(names = "--data", required = true, paramLabel = "FILE|FOLDER", description = "Faces, as for train.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Mixin
    private LabelOptions labels = new LabelOptions();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            description = "Folder for class_distribution.png.")
    private Optional<Path> out = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter writer = spec.commandLine().getOut();
        LabelChoice choice = labels.choice();
        DatasetSummary summary = DatasetSummary.of(data, choice.of(data));
        writer.println(summary.source() + ": " + summary.format());
        writer.println("shape: (" + summary.rows() + ", " + summary.columns().size() + ")");
        writer.println();
        writeMissing(writer, summary);
        writeFirstRows(writer, summary);
        writeClasses(writer, "all", summary.labels(), summary.classCounts());
        summary.usageCounts().forEach((usage, counts) -> writeClasses(writer, usage.label(), summary.labels(), counts));
        out.ifPresent(folder -> {
            Path file = folder.resolve("class_distribution.png");
            Pngs.write(chart(summary), file);
            writer.println("picture: " + file);
        });
        writer.flush();
    }

    private static void writeMissing(PrintWriter writer, DatasetSummary summary) {
        writer.println("missing values");
        for (DatasetSummary.Column column : summary.columns()) {
            writer.println(String.format(Locale.ROOT, "  %-10s %,8d", column.name(), column.missing()));
        }
        writer.println();
    }

    private static void writeFirstRows(PrintWriter writer, DatasetSummary summary) {
        List<List<String>> table = new ArrayList<>();
        table.add(summary.columns().stream().map(DatasetSummary.Column::name).toList());
        table.addAll(summary.firstRows());
        int[] widths = new int[summary.columns().size()];
        for (List<String> row : table) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        writer.println("first rows");
        for (int i = 0; i < table.size(); i++) {
            StringBuilder line = new StringBuilder(i == 0 ? "   " : String.format(Locale.ROOT, "%3d", i - 1));
            for (int j = 0; j < widths.length; j++) {
                line.append("  ")
                        .append(String.format(
                                Locale.ROOT,
                                "%-" + Math.max(1, widths[j]) + "s",
                                table.get(i).get(j)));
            }
            writer.println(line.toString().stripTrailing());
        }
        writer.println();
    }

    private static void writeClasses(PrintWriter writer, String name, LabelSet labels, List<Long> counts) {
        long total = counts.stream().mapToLong(Long::longValue).sum();
        long most = counts.stream().mapToLong(Long::longValue).max().orElse(1);
        writer.println(String.format(Locale.ROOT, "%s: %,d faces", name, total));
        int longest = labels.names().stream().mapToInt(String::length).max().orElse(0);
        String form = "  %d %-" + Math.max(NARROWEST, longest) + "s %,7d %5.1f %%  %s";
        for (int code = 0; code < labels.size(); code++) {
            long count = counts.get(code);
            writer.println(String.format(
                            Locale.ROOT,
                            form,
                            labels.firstNumber() + code,
                            labels.label(code).name(),
                            count,
                            total == 0 ? 0.0 : 100.0 * count / total,
                            "█".repeat((int) (most == 0 ? 0 : BAR * count / most)))
                    .stripTrailing());
        }
        writer.println();
    }

    private static BufferedImage chart(DatasetSummary summary) {
        Map<String, int[]> series = new LinkedHashMap<>();
        for (Map.Entry<Usage, List<Long>> entry : summary.usageCounts().entrySet()) {
            series.put(entry.getKey().label(), counts(entry.getValue()));
        }
        if (series.isEmpty()) {
            series.put("all", counts(summary.classCounts()));
        }
        return ClassDistributionChart.of(
                String.format(Locale.ROOT, "Faces of each class: %,d in total", summary.labelled()),
                summary.labels(),
                series);
    }

    private static int[] counts(List<Long> counts) {
        return counts.stream().mapToInt(Math::toIntExact).toArray();
    }
}
