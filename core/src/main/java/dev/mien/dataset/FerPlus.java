package dev.mien.dataset;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.io.AtomicFile;
import dev.mien.io.Csv;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    /** From this many rows on, chance alone does not reach the least kappa. */
    private static final int ENOUGH = 100;

    private static final double LEAST_KAPPA = 0.2;

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
     * sample must be equal, and labels must agree with the votes more often than by chance. FER2013's labels have a
     * kappa (Cohen, 1960) of 0.55 with the emotion that got most votes; faces in another order have a kappa of 0.
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
        requireAgreement(data);
        return this;
    }

    private void requireAgreement(Dataset data) {
        int[] labels = new int[Emotion.COUNT];
        int[] voted = new int[Emotion.COUNT];
        int same = 0;
        for (int i = 0; i < data.size(); i++) {
            Optional<Emotion> emotion = votes(data.row(i)).emotionPlurality().flatMap(FerPlusClass::emotion);
            if (emotion.isPresent()) {
                labels[data.label(i)]++;
                voted[emotion.get().code()]++;
                same += emotion.get() == data.emotion(i) ? 1 : 0;
            }
        }
        double rows = IntStream.of(labels).sum();
        double chance = IntStream.range(0, Emotion.COUNT)
                .mapToDouble(c -> labels[c] / rows * (voted[c] / rows))
                .sum();
        boolean tells =
                rows >= ENOUGH && IntStream.of(labels).filter(n -> n > 0).count() > 1;
        if (tells && same / rows - chance < LEAST_KAPPA * (1 - chance)) {
            throw new InvalidInputException(
                    String.format(
                            Locale.ROOT,
                            "%.1f %% of the labels of %s agree with most taggers in %s, and %.1f %% would by chance:"
                                    + " these are not the votes on these faces. FER+ is joined by row number, so give"
                                    + " the data in the order of fer2013.csv (the download from Hugging Face keeps"
                                    + " it, Kaggle's folders do not)",
                            100 * same / rows,
                            data.source(),
                            source,
                            100 * chance),
                    Remedy.to(Remedy.Action.DOWNLOAD));
        }
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
