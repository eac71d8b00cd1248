package dev.mien.evaluation;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.Remedy;
import dev.mien.io.Csv;
import dev.mien.io.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Predictions as a CSV file: one line for each face, with its row in the source from 0, truth, prediction, and each
 * class's probability.
 */
public final class PredictionsCsv {
    /** Name of the file in a run folder. */
    public static final String NAME = "predictions.csv";

    private static final int FIRST = 3;
    private static final String HEADER = "row,truth,predicted";

    private PredictionsCsv() {}

    /** The file's text. Numbers have all their digits. */
    public static String text(Predictions predictions) {
        LabelSet labels = predictions.labels();
        StringBuilder text = new StringBuilder(header(labels));
        for (int i = 0; i < predictions.size(); i++) {
            List<String> cells = new ArrayList<>(List.of(
                    Integer.toString(predictions.row(i)),
                    labels.label(predictions.truth(i)).name(),
                    labels.label(predictions.predicted(i)).name()));
            for (int c = 0; c < labels.size(); c++) {
                cells.add(Float.toString(predictions.probability(i, c)));
            }
            text.append(Csv.line(cells));
        }
        return text.toString();
    }

    private static String header(LabelSet labels) {
        List<String> cells = new ArrayList<>(List.of(HEADER.split(",")));
        cells.addAll(labels.names());
        return Csv.line(cells);
    }

    /**
     * Reads such a file. Its first line names the classes.
     *
     * @throws InvalidInputException if it is absent or has another form; the message names file, line and value
     */
    public static Predictions read(Path file) {
        List<String> lines = lines(file);
        LabelSet labels = labels(file, lines);
        int n = lines.size() - 1;
        int[] rows = new int[n];
        int[] truth = new int[n];
        float[][] probabilities = new float[n][labels.size()];
        for (int i = 0; i < n; i++) {
            String[] cells = lines.get(i + 1).split(",", -1);
            OptionalInt code = cells.length == FIRST + labels.size() ? labels.code(cells[1]) : OptionalInt.empty();
            try {
                rows[i] = Integer.parseInt(cells[0]);
                truth[i] = code.orElseThrow(NumberFormatException::new);
                for (int c = 0; c < labels.size(); c++) {
                    probabilities[i][c] = Float.parseFloat(cells[FIRST + c]);
                }
            } catch (NumberFormatException e) {
                throw damaged(file, i + 2, lines);
            }
        }
        return Predictions.of(labels, rows, truth, probabilities);
    }

    private static LabelSet labels(Path file, List<String> lines) {
        String first = lines.isEmpty() ? "" : lines.get(0);
        String[] cells = first.split(",", -1);
        if (!first.startsWith(HEADER + ",") || cells.length < FIRST + 2) {
            throw new InvalidInputException(file + " holds no predictions: its first line should begin with " + HEADER
                    + " and then name each class");
        }
        List<String> names = List.of(cells).subList(FIRST, cells.length);
        return names.equals(LabelSet.FER2013.names()) ? LabelSet.FER2013 : LabelSet.ofNames(names);
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
}
