package dev.mien.experiment;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.Remedy;
import dev.mien.evaluation.Predictions;
import dev.mien.io.Csv;
import dev.mien.io.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Predictions as a CSV file: one line for each face, with its row in the source from 0, truth, prediction, and each
 * class's probability.
 */
final class PredictionsCsv {
    /** Name of the file in a run folder. */
    static final String NAME = "predictions.csv";

    private static final int FIRST = 3;
    private static final String BEFORE_CLASSES = "row,truth,predicted,";

    private PredictionsCsv() {}

    /** The file's text. Numbers have all their digits. */
    static String text(Predictions predictions) {
        StringBuilder text = new StringBuilder(header(predictions.labels()));
        for (int i = 0; i < predictions.size(); i++) {
            List<String> cells = new ArrayList<>(List.of(
                    Integer.toString(predictions.row(i)),
                    name(predictions, predictions.truth(i)),
                    name(predictions, predictions.predicted(i))));
            for (int c = 0; c < predictions.labels().size(); c++) {
                cells.add(Float.toString(predictions.probability(i, c)));
            }
            text.append(Csv.line(cells));
        }
        return text.toString();
    }

    /**
     * Reads such a file.
     *
     * @throws InvalidInputException if it is absent or has another form; the message names file, line and value
     */
    static Predictions read(Path file) {
        List<String> lines = lines(file);
        LabelSet labels = labels(file, lines);
        int n = lines.size() - 1;
        int[] rows = new int[n];
        int[] truth = new int[n];
        float[][] probabilities = new float[n][labels.size()];
        for (int i = 0; i < n; i++) {
            String[] cells = lines.get(i + 1).split(",", -1);
            if (cells.length != FIRST + labels.size()) {
                throw damaged(file, i + 2, lines);
            }
            try {
                rows[i] = Integer.parseInt(cells[0]);
                truth[i] = labels.code(cells[1]).orElseThrow(NumberFormatException::new);
                for (int c = 0; c < labels.size(); c++) {
                    probabilities[i][c] = Float.parseFloat(cells[FIRST + c]);
                }
            } catch (NumberFormatException e) {
                throw damaged(file, i + 2, lines);
            }
        }
        return Predictions.of(labels, rows, truth, probabilities);
    }

    private static String header(LabelSet labels) {
        List<String> cells = new ArrayList<>(List.of("row", "truth", "predicted"));
        cells.addAll(labels.names());
        return Csv.line(cells);
    }

    /** The classes that the first line names. */
    private static LabelSet labels(Path file, List<String> lines) {
        if (lines.isEmpty() || !lines.get(0).startsWith(BEFORE_CLASSES)) {
            throw new InvalidInputException(file + " holds no predictions: its first line should be "
                    + header(LabelSet.FER2013).strip() + ", or have other classes at its end");
        }
        return LabelSet.ofNames(
                List.of(lines.get(0).substring(BEFORE_CLASSES.length()).split(",", -1)));
    }

    private static InvalidInputException damaged(Path file, int line, List<String> lines) {
        return new InvalidInputException(
                file + " line " + line + " is '" + lines.get(line - 1) + "', expected " + lines.get(0),
                Remedy.to(Remedy.Action.JUDGE));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "cannot read the predictions " + file + ": " + FailureReason.of(e),
                    Remedy.to(Remedy.Action.JUDGE),
                    e);
        }
    }

    private static String name(Predictions predictions, int code) {
        return predictions.labels().label(code).name();
    }
}
