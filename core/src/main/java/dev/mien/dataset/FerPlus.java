package dev.mien.dataset;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.io.AtomicFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The votes of FER+ on FER2013's pictures, row by row. Immutable.
 *
 * <p>The file, {@code fer2013new.csv}, has a row for each row of {@code fer2013.csv}, in the same order: Usage, image name (empty
 * in 173 rows), and the counts of {@link FerPlusClass}. It names no pixels, so that the row number is all that joins the two;
 * {@link #requireFor} checks what can be checked.
 *
 * @see <a href="https://github.com/microsoft/FERPlus">the file's origin</a>
 */
public final class FerPlus {
    /** Of so many rows on, chance alone does not reach the least kappa. */
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
     * @throws InvalidInputException if the file is absent, lacks a column, or has a row that is not as described: the message
     *     names file, line and value
     */
    public static FerPlus read(Path file) {
        return new FerPlusCsv(file).read();
    }

    /** What the votes came from, for messages and reports. */
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
     * Checks that these are the votes on the source of {@code data}: as many rows, each sample's official split the same, and
     * labels that the taggers share more often than chance would have it. FER2013's have a kappa (Cohen, 1960) of 0.55 with the
     * emotion that got most votes; of faces in another order it is 0.
     *
     * @return this
     * @throws InvalidInputException if they are not
     */
    public FerPlus requireFor(Dataset data) {
        if (rows() != data.sourceRows()) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "%s has %,d rows, %s has %,d: FER+ is joined by row number, so give the file that belongs to all rows "
                            + "of the data, in their order",
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
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "%.1f %% of the labels of %s are what most taggers say in %s, and %.1f %% would be by chance: these are"
                            + " not the votes on these faces. FER+ is joined by row number, so give the data in the order of"
                            + " fer2013.csv ('./mien data download fer2013 --from huggingface' keeps it, Kaggle's folders do"
                            + " not)",
                    100 * same / rows,
                    data.source(),
                    source,
                    100 * chance));
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

    /** Writes the given rows, in this order, in the form that {@link #read} reads: the votes on a selection of the data. */
    public void write(Path file, int[] rows) {
        StringBuilder text = new StringBuilder(FerPlusCsv.HEADER).append('\n');
        for (int row : rows) {
            text.append(usages[row].label()).append(',').append(names[row]);
            IntStream.range(row * FerPlusClass.COUNT, (row + 1) * FerPlusClass.COUNT)
                    .forEach(i -> text.append(',').append(counts[i]));
            text.append('\n');
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
