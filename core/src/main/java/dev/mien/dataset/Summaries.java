package dev.mien.dataset;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Collects the counts of a {@link DatasetSummary} row by row. */
final class Summaries {
    private final List<String> columns;
    private final long[] missing;
    private final List<List<String>> firstRows = new ArrayList<>();
    private final LabelSet labels;
    private final long[] classCounts;
    private final Map<Usage, long[]> usageCounts = new EnumMap<>(Usage.class);
    private long rows;

    private Summaries(List<String> columns, LabelSet labels) {
        this.columns = columns;
        this.labels = labels;
        this.classCounts = new long[labels.size()];
        this.missing = new long[columns.size()];
    }

    static DatasetSummary ofCsv(Path file, LabelSet labels) {
        try (CsvBlocks blocks = CsvBlocks.open(file)) {
            CsvHeader header = blocks.header();
            Summaries summary = new Summaries(header.columns(), labels);
            CsvBlock block = new CsvBlock(file.toString());
            CsvRow row = new CsvRow(header, labels, block);
            while (blocks.fill(block)) {
                for (int i = 0; i < block.rows(); i++) {
                    row.moveTo(block, i);
                    row.refuseSurplus();
                    summary.add(row, header);
                }
            }
            if (summary.rows == 0) {
                throw new InvalidInputException(file + " has a header but no rows: copy or download it again");
            }
            return summary.build(file, blocks.gzip() ? "CSV, gzip" : "CSV");
        }
    }

    private void add(CsvRow row, CsvHeader header) {
        for (int column = 0; column < missing.length; column++) {
            missing[column] += row.isMissing(column) ? 1 : 0;
        }
        Optional<Usage> usage =
                header.hasUsage() && !row.isMissing(header.usage()) ? Optional.of(row.usage()) : Optional.empty();
        boolean unlabelled = !header.hasEmotion() || row.isMissing(header.emotion());
        OptionalInt label = unlabelled ? OptionalInt.empty() : OptionalInt.of(row.label());
        count(label, usage);
        if (firstRows.size() < DatasetSummary.HEAD) {
            firstRows.add(head(row));
        }
    }

    private static List<String> head(CsvRow row) {
        List<String> values = new ArrayList<>();
        for (int column = 0; column < row.columns(); column++) {
            values.add(row.isMissing(column) ? "" : Cells.abbreviate(row.text(column)));
        }
        return values;
    }

    static DatasetSummary ofFolder(Path folder, LabelSet labels) {
        List<FacePicture> pictures = FaceFolders.list(folder, labels);
        Summaries summary = new Summaries(List.of("emotion", "file", "Usage"), labels);
        for (FacePicture picture : pictures) {
            summary.count(OptionalInt.of(picture.label()), picture.usage());
            summary.missing[2] += picture.usage().isEmpty() ? 1 : 0;
            if (summary.firstRows.size() < DatasetSummary.HEAD) {
                summary.firstRows.add(List.of(
                        labels.label(picture.label()).name(),
                        folder.relativize(picture.file()).toString(),
                        picture.usage().map(Usage::label).orElse("")));
            }
        }
        return summary.build(folder, "folder of pictures");
    }

    private void count(OptionalInt label, Optional<Usage> usage) {
        rows++;
        usage.ifPresent(this::counts);
        label.ifPresent(code -> {
            classCounts[code]++;
            usage.ifPresent(part -> counts(part)[code]++);
        });
    }

    private long[] counts(Usage usage) {
        return usageCounts.computeIfAbsent(usage, any -> new long[labels.size()]);
    }

    private DatasetSummary build(Path source, String format) {
        List<DatasetSummary.Column> described = new ArrayList<>();
        for (int i = 0; i < missing.length; i++) {
            described.add(new DatasetSummary.Column(columns.get(i), missing[i]));
        }
        Map<Usage, List<Long>> perUsage = new EnumMap<>(Usage.class);
        usageCounts.forEach((usage, counts) -> perUsage.put(usage, boxed(counts)));
        return new DatasetSummary(source, format, rows, described, firstRows, labels, boxed(classCounts), perUsage);
    }

    private static List<Long> boxed(long[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }
}
