package dev.mien.dataset;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the counts of a {@link DatasetSummary} row by row. */
final class Summaries {
    private final List<String> columns;
    private final long[] missing;
    private final List<List<String>> firstRows = new ArrayList<>();
    private final long[] classCounts = new long[Emotion.COUNT];
    private final Map<Usage, long[]> usageCounts = new EnumMap<>(Usage.class);
    private long rows;

    private Summaries(List<String> columns) {
        this.columns = columns;
        this.missing = new long[columns.size()];
    }

    static DatasetSummary ofCsv(Path file) {
        try (CsvBlocks blocks = CsvBlocks.open(file)) {
            CsvHeader header = blocks.header();
            Summaries summary = new Summaries(header.columns());
            CsvBlock block = new CsvBlock(file.toString());
            CsvRow row = new CsvRow(header, block);
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
        Optional<Emotion> emotion =
                row.isMissing(header.emotion()) ? Optional.empty() : Optional.of(Emotion.ofCode(row.label()));
        count(emotion, usage);
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

    static DatasetSummary ofFolder(Path folder) {
        List<FacePicture> pictures = FaceFolders.list(folder);
        Summaries summary = new Summaries(List.of("emotion", "file", "Usage"));
        for (FacePicture picture : pictures) {
            summary.count(Optional.of(picture.emotion()), picture.usage());
            summary.missing[2] += picture.usage().isEmpty() ? 1 : 0;
            if (summary.firstRows.size() < DatasetSummary.HEAD) {
                summary.firstRows.add(List.of(
                        picture.emotion().label(),
                        folder.relativize(picture.file()).toString(),
                        picture.usage().map(Usage::label).orElse("")));
            }
        }
        return summary.build(folder, "folder of pictures");
    }

    private void count(Optional<Emotion> emotion, Optional<Usage> usage) {
        rows++;
        usage.ifPresent(this::counts);
        emotion.ifPresent(e -> {
            classCounts[e.code()]++;
            usage.ifPresent(part -> counts(part)[e.code()]++);
        });
    }

    private long[] counts(Usage usage) {
        return usageCounts.computeIfAbsent(usage, any -> new long[Emotion.COUNT]);
    }

    private DatasetSummary build(Path source, String format) {
        List<DatasetSummary.Column> described = new ArrayList<>();
        for (int i = 0; i < missing.length; i++) {
            described.add(new DatasetSummary.Column(columns.get(i), missing[i]));
        }
        Map<Usage, List<Long>> perUsage = new EnumMap<>(Usage.class);
        usageCounts.forEach((usage, counts) -> perUsage.put(usage, boxed(counts)));
        return new DatasetSummary(source, format, rows, described, firstRows, boxed(classCounts), perUsage);
    }

    private static List<Long> boxed(long[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }
}
