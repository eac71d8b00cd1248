package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.io.AtomicFile;
import dev.mien.io.Csv;
import dev.mien.io.FailureReason;
import dev.mien.io.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A history as a CSV file: a header, then one line for each epoch. Numbers have all their digits. Losses include the
 * penalty. The two last columns have the penalty alone, and are empty for epochs of an earlier version, whose files
 * lack them.
 */
public final class HistoryCsv {
    /** Name of the file in a run folder. */
    public static final String NAME = "history.csv";

    private static final String OLDER_HEADER =
            "epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate,seconds,images_per_second";

    private static final String HEADER = OLDER_HEADER + ",penalty,validation_penalty";
    private static final int OLDER_COLUMNS = 8;
    private static final int COLUMNS = 10;

    private HistoryCsv() {}

    /** Writes the file whole or not at all. */
    public static void write(Path file, History history) {
        AtomicFile.write(file, text(history));
    }

    static String text(History history) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (EpochResult e : history.epochs()) {
            text.append(Csv.line(List.of(
                    Integer.toString(e.epoch()),
                    Double.toString(e.loss()),
                    Double.toString(e.accuracy()),
                    Double.toString(e.validationLoss()),
                    Double.toString(e.validationAccuracy()),
                    Double.toString(e.learningRate()),
                    Double.toString(e.seconds()),
                    Double.toString(e.imagesPerSecond()),
                    text(e.penalty().map(Penalty::training)),
                    text(e.penalty().map(Penalty::validation)))));
        }
        return text.toString();
    }

    private static String text(Optional<Double> value) {
        return value.map(number -> Double.toString(number)).orElse("");
    }

    /**
     * Reads a file that {@link #write} made.
     *
     * @throws InvalidInputException if it is absent or of another form; the message names file, line and value
     */
    public static History read(Path file) {
        return parse(file, lines(file));
    }

    /** @param file the file that contained the lines, for messages */
    static History parse(Path file, List<String> lines) {
        boolean older = !lines.isEmpty() && lines.get(0).equals(OLDER_HEADER);
        if (!older && (lines.isEmpty() || !lines.get(0).equals(HEADER))) {
            throw new InvalidInputException(file + " is no history: its first line should be " + HEADER);
        }
        List<EpochResult> epochs = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            epochs.add(epoch(file, i + 1, lines.get(i), older ? OLDER_COLUMNS : COLUMNS));
        }
        return new History(epochs);
    }

    private static List<String> lines(Path file) {
        try {
            return WholeFile.readLines(file);
        } catch (IOException e) {
            throw new InvalidInputException("cannot read the history " + file + ": " + FailureReason.of(e), e);
        }
    }

    private static EpochResult epoch(Path file, int line, String text, int columns) {
        String[] cells = text.split(",", -1);
        try {
            if (cells.length == columns) {
                return new EpochResult(
                        Integer.parseInt(cells[0]),
                        Double.parseDouble(cells[1]),
                        Double.parseDouble(cells[2]),
                        Double.parseDouble(cells[3]),
                        Double.parseDouble(cells[4]),
                        Double.parseDouble(cells[5]),
                        Double.parseDouble(cells[6]),
                        Double.parseDouble(cells[7]),
                        penalty(cells));
            }
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    file + " line " + line + " has a value that is not a number: " + e.getMessage(), e);
        }
        throw new InvalidInputException(
                file + " line " + line + " has " + cells.length + " values, expected " + columns + ": " + text);
    }

    private static Optional<Penalty> penalty(String[] cells) {
        return cells.length == OLDER_COLUMNS || cells[8].isEmpty() && cells[9].isEmpty()
                ? Optional.empty()
                : Optional.of(new Penalty(Double.parseDouble(cells[8]), Double.parseDouble(cells[9])));
    }
}
