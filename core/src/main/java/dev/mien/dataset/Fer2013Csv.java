package dev.mien.dataset;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import java.nio.file.Path;

/**
 * Reads and writes FER2013 in Kaggle's form: a CSV file, plain or gzip, with the columns {@code emotion} (0 to 6, or a
 * word), {@code pixels} (2,304 numbers from 0 to 255 separated by spaces, 48x48, row by row) and {@code Usage}
 * (optional), in any order, with any number of rows. Column names may be quoted, surrounded by spaces and in any case.
 * Other columns are ignored.
 *
 * @see
 *     <a href="https://www.kaggle.com/c/challenges-in-representation-learning-facial-expression-recognition-challenge">
 *     the file's origin</a>
 */
public final class Fer2013Csv {
    private Fer2013Csv() {}

    /**
     * Reads all rows, on all cores. Besides the pixels it needs memory for the blocks of text in work, a few MiB, and
     * for the rows that it expects too many of from the size of a packed file.
     *
     * @param file a CSV file, plain or gzip
     * @return the rows in the file's order
     * @throws InvalidInputException if the file is absent, cut off, or not such a CSV file, or if a row is invalid; the
     *     message names file, row, line and value
     */
    public static Dataset read(Path file) {
        return read(file, LabelSet.FER2013);
    }

    /**
     * As {@link #read(Path)}, for a file of this form with other classes in its {@code emotion} column.
     *
     * @param labels that the column's numbers and words mean
     */
    public static Dataset read(Path file, LabelSet labels) {
        try (CsvBlocks blocks = CsvBlocks.open(file);
                ParallelCsvReader reader = new ParallelCsvReader(file, labels, blocks)) {
            return reader.read();
        }
    }

    /**
     * Writes samples in the same form, with the Usage column if the data has it. A file name that ends with {@code .gz}
     * gives gzip. The file appears whole or not at all.
     *
     * @param data pictures of 48x48 pixels
     * @throws InvalidInputException if the pictures have another size
     */
    public static void write(Dataset data, Path file) {
        if (data.width() != PixelText.SIDE || data.height() != PixelText.SIDE) {
            throw new InvalidInputException("the pictures"
                    + " of " + data.source() + " have " + data.width() + "x" + data.height() + " pixels, but"
                    + " FER2013's CSV holds pictures of " + PixelText.SIDE + "x" + PixelText.SIDE);
        }
        new Fer2013CsvWriter(data).write(file);
    }
}
