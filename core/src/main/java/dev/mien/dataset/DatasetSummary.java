package dev.mien.dataset;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A first look at the data: its form, the number of rows and columns, missing values, and the distribution of classes.
 * It does not check pixels, and it counts missing values instead of rejecting them.
 *
 * @param source the file or folder
 * @param format what kind of source it is, for people
 * @param rows number of rows, or pictures
 * @param columns the columns in their order, with the number of missing values
 * @param firstRows the first rows, at most {@link #HEAD}, as text per column; long values are shortened
 * @param labels the classes
 * @param classCounts rows per class in the order of the labels; rows without a label do not count
 * @param usageCounts the same per official split that occurs
 */
public record DatasetSummary(
        Path source,
        String format,
        long rows,
        List<Column> columns,
        List<List<String>> firstRows,
        LabelSet labels,
        List<Long> classCounts,
        Map<Usage, List<Long>> usageCounts) {

    /** Number of first rows. */
    public static final int HEAD = 5;

    /**
     * A column.
     *
     * @param name as the source names it
     * @param missing number of rows without a value in it
     */
    public record Column(String name, long missing) {}

    public DatasetSummary {
        if (classCounts.size() != labels.size()) {
            throw new InvalidInputException(
                    "a summary needs " + labels.size() + " class counts, got " + classCounts.size());
        }
        columns = List.copyOf(columns);
        firstRows = firstRows.stream().map(List::copyOf).toList();
        classCounts = List.copyOf(classCounts);
        Map<Usage, List<Long>> counts = new EnumMap<>(Usage.class);
        usageCounts.forEach((usage, classes) -> counts.put(usage, List.copyOf(classes)));
        usageCounts = Collections.unmodifiableMap(counts);
    }

    /**
     * Reads a CSV file or a folder of pictures and summarises it.
     *
     * @throws InvalidInputException if the path does not exist, is empty, is neither, or names an unknown emotion or
     *     official split
     */
    public static DatasetSummary of(Path path) {
        return of(path, LabelSet.FER2013);
    }

    /** As {@link #of(Path)}, for data of other classes. */
    public static DatasetSummary of(Path path, LabelSet labels) {
        return Files.isDirectory(path) ? Summaries.ofFolder(path, labels) : Summaries.ofCsv(path, labels);
    }

    /** Number of rows with a label. */
    public long labelled() {
        return classCounts.stream().mapToLong(Long::longValue).sum();
    }

    /** Number of missing values in all columns. */
    public long missing() {
        return columns.stream().mapToLong(Column::missing).sum();
    }
}
