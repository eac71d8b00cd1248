package dev.mien.dataset;

import dev.mien.InvalidInputException;
import dev.mien.io.AtomicFile;
import dev.mien.io.Csv;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The votes of FER+ on FER2013's pictures, row by row. Immutable.
 *
 * <p>The file, {@code fer2013new.csv}, has a row for each row of {@code fer2013.csv}, in the same order: Usage, image
 * name (empty in 173 rows), and the counts of {@link FerPlusClass}. It contains no pixels: only the row number joins
 * the two files. {@link #requireFor} checks what can be checked.
 *
 * @see <a href="https://github.com/microsoft/FERPlus">the file's origin</a>
 */
public final class FerPlus {
    private final String source;
    private final Usage[] usages;
    private final String[] names;
    private final byte[] counts;

    private FerPlus(String source, Usage[] usages, String[] names, byte[] counts) {
        this.source = source;
        this.usages = usages;
        this.names = names;
        this.counts = counts;
    }

    /** Takes over the arrays without a copy. */
    static FerPlus owning(String source, Usage[] usages, String[] names, byte[] counts) {
        return new FerPlus(source, usages, names, counts);
    }

    /**
     * Reads {@code fer2013new.csv}.
     *
     * @throws InvalidInputException if the file is absent, lacks a column, or has an invalid row; the message names
     *     file, line and value
     */
    public static FerPlus read(Path file) {
        return new FerPlusCsv(file).read();
    }

    /** Where the votes came from, for messages and reports. */
    public String source() {
        return source;
    }

    /** Number of rows. */
    public int rows() {
        return usages.length;
    }

    /** The official split of a row, 0 to {@link #rows()} - 1. */
    public Usage usage(int row) {
        return usages[row];
    }

    /** The votes on a row, 0 to {@link #rows()} - 1: {@code votes(data.row(i))} is for sample i. */
    public FerPlusVotes votes(int row) {
        int[] ten = new int[FerPlusClass.COUNT];
        for (int i = 0; i < ten.length; i++) {
            ten[i] = counts[row * FerPlusClass.COUNT + i];
        }
        return FerPlusVotes.of(ten);
    }

    /**
     * Checks that these are the votes on the source of {@code data}. The number of rows and the official split of each
     * sample must be equal, and labels must agree with the votes more often than by chance, in all rows and in each
     * stretch of some hundred. FER2013's labels have a kappa (Cohen, 1960) of 0.55 with the emotion that got most
     * votes; faces in another order have a kappa of 0.
     *
     * @return this
     * @throws InvalidInputException if they are votes on something else
     */
    public FerPlus requireFor(Dataset data) {
        if (rows() != data.sourceRows()) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "%s has %,d rows, %s has %,d: FER+ is joined by row number, so give the votes on all rows of the"
                            + " data, in their order",
                    source,
                    rows(),
                    data.source(),
                    data.sourceRows()));
        }
        for (int i = 0; i < data.size() && data.hasUsages(); i++) {
            requireUsage(data, i);
        }
        new FerPlusJoin(this, data).requireAgreement();
        return this;
    }

    private void requireUsage(Dataset data, int index) {
        int row = data.row(index);
        Usage usage = data.usage(index).orElseThrow();
        if (usage != usages[row]) {
            throw new InvalidInputException(
                    "row " + (row + 1) + " is " + usages[row].label() + " in " + source + " and "
                            + usage.label() + " in " + data.source()
                            + ": FER+ is joined by row number, so give the data in FER2013's order");
        }
    }

    /**
     * Writes the votes on a selection of the data: the given rows, in this order, in the form that {@link #read} reads.
     */
    public void write(Path file, int[] rows) {
        StringBuilder text = new StringBuilder(FerPlusCsv.HEADER).append('\n');
        for (int row : rows) {
            List<String> values = new ArrayList<>(List.of(usages[row].label(), names[row]));
            IntStream.range(row * FerPlusClass.COUNT, (row + 1) * FerPlusClass.COUNT)
                    .forEach(i -> values.add(Integer.toString(counts[i])));
            text.append(Csv.line(values));
        }
        AtomicFile.writeWithFolder(file, text.toString());
    }

    @Override
    public String toString() {
        return source + " (" + rows() + " rows, "
                + IntStream.range(0, counts.length).map(i -> counts[i]).sum() + " votes, "
                + Arrays.stream(names).filter(String::isEmpty).count() + " without a picture's name)";
    }
}
