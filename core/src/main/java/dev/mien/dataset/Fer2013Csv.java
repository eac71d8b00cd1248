package dev.mien.dataset;

import dev.mien.InvalidInputException;
import java.nio.file.Path;

/**
 * Reads and writes FER2013 as Kaggle gives it: a CSV file, plain or gzip, with the columns {@code emotion} (0 to 6, or a word),
 * {@code pixels} (2,304 numbers from 0 to 255 with spaces between, 48x48, row by row) and {@code Usage} (optional), in any
 * order, and any number of rows. Column names may be quoted, surrounded by spaces and of any case; other columns are
 * left aside.
 *
 * @see <a href="https://www.kaggle.com/c/challenges-in-representation-learning-facial-expression-recognition-challenge">
 *     the file's origin</a>
 */
public final class Fer2013Csv {
    private Fer2013Csv() {}

    /**
     * Reads all rows, on all cores. Beyond the pixels it needs the blocks of text in work, a few MiB, and what the size of a packed
     * file let it expect too many of.
     *
     * @param file a CSV file, plain or gzip
     * @return the rows in the file's order
     * @throws InvalidInputException if the file is absent, cut, not such a CSV file, or a row of it is not as described:
     *     the message names file, row, line and value
     */
    public static Dataset read(Path file) {
        try (CsvBlocks blocks = CsvBlocks.open(file);
                ParallelCsvReader reader = new ParallelCsvReader(file, blocks)) {
            return reader.read();
        }
    }

    /**
     * Writes samples in the same form, with the Usage column where the data has it; as gzip where the file's name ends with
     * {@code .gz}. The file appears whole or not at all.
     *
     * @param data pictures of 48x48 pixels
     * @throws InvalidInputException if the pictures have another size
     */
    public static void write(Dataset data, Path file) {
        if (data.width() != PixelText.SIDE || data.height() != PixelText.SIDE) {
            throw new InvalidInputException("FER2013's CSV holds pictures of " + PixelText.SIDE + "x" + PixelText.SIDE
                    + " pixels, and those of " + data.source() + " are " + data.width() + "x" + data.height());
        }
        new Fer2013CsvWriter(data).write(file);
    }
}
