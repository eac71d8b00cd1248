package dev.mien.dataset;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import java.nio.file.Path;
import java.util.Arrays;

/** The arrays for the rows of a CSV file. Many threads write to places that do not overlap. */
final class CsvTable {
    /** Bytes of text of a row of FER2013: 8,396 on average. */
    private static final double BYTES_PER_ROW = 8_380;

    /** The most labels that one array holds. */
    private static final int MOST_ROWS = Integer.MAX_VALUE - 8;

    private final Path file;
    private final LabelSet labelSet;
    private final boolean hasUsage;
    private final Pixels pixels;
    private byte[] labels;
    private byte[] usages;

    /** @param bytesOfText estimated length of the text, which decides the first capacity */
    CsvTable(Path file, LabelSet labelSet, boolean hasUsage, double bytesOfText) {
        this.file = file;
        this.labelSet = labelSet;
        this.hasUsage = hasUsage;
        int rows = (int) Math.min(bytesOfText / BYTES_PER_ROW + 16, MOST_ROWS);
        this.pixels = Pixels.room(rows, PixelText.COUNT);
        this.labels = new byte[rows];
        this.usages = new byte[rows];
    }

    int capacity() {
        return labels.length;
    }

    /** Makes room for at least this many rows. No other thread may write at the same time. */
    void grow(long rows) {
        if (rows > MOST_ROWS) {
            throw new InvalidInputException(
                    file + " has more than " + MOST_ROWS + " rows, the most that one data set holds: split the file");
        }
        resize((int) Math.min(Math.max(rows, capacity() * 5L / 4), MOST_ROWS));
    }

    private void resize(int rows) {
        pixels.resize(rows);
        labels = Arrays.copyOf(labels, rows);
        usages = Arrays.copyOf(usages, rows);
    }

    /** Turns the rows of a block into pixels, labels and usages. */
    void parse(CsvBlock block, CsvHeader header) {
        CsvRow row = new CsvRow(header, labelSet, block);
        for (int i = 0; i < block.rows(); i++) {
            int index = (int) block.firstRow() + i;
            row.moveTo(block, i);
            row.refuseSurplus();
            labels[index] = row.label();
            row.pixels(pixels.array(index), pixels.offset(index));
            if (hasUsage) {
                usages[index] = (byte) row.usage().code();
            }
        }
    }

    /** The first {@code rows} rows as a data set. It takes over the arrays. */
    Dataset toDataset(long rows) {
        if (rows == 0) {
            throw new InvalidInputException(file + " has a header but no rows: copy or download it again");
        }
        if (rows != capacity()) {
            resize((int) rows);
        }
        return Dataset.owning(
                String.valueOf(file.getFileName()),
                PixelText.SIDE,
                PixelText.SIDE,
                pixels,
                labelSet,
                labels,
                hasUsage ? usages : null);
    }
}
