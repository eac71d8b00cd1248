package dev.mien.experiment;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.evaluation.Predictions;
import dev.mien.io.Csv;
import dev.mien.io.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Predictions as a CSV file: one line for each face, with its row in the source from 0, truth, prediction, and each
 * class's probability.
 */
final class PredictionsCsv {
    /** Name of the file in a run folder. */
    static final String NAME = "predictions.csv";

    private static final int FIRST = 3;
    private static final String HEADER =
            "row,truth,predicted," + Emotion.all().stream().map(Emotion::label).collect(Collectors.joining(","));

    private PredictionsCsv() {}

    /** The file's text. Numbers have all their digits. */
    static String text(Predictions predictions) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (int i = 0; i < predictions.size(); i++) {
            List<String> cells = new ArrayList<>(List.of(
                    Integer.toString(predictions.row(i)),
                    label(predictions.truth(i)),
                    label(predictions.predicted(i))));
            for (int c = 0; c < Emotion.COUNT; c++) {
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
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new InvalidInputException(file + " holds no predictions: its first line should be " + HEADER);
        }
        int n = lines.size() - 1;
        int[] rows = new int[n];
        int[] truth = new int[n];
        float[][] probabilities = new float[n][Emotion.COUNT];
        for (int i = 0; i < n; i++) {
            String[] cells = lines.get(i + 1).split(",", -1);
            if (cells.length != FIRST + Emotion.COUNT) {
                throw damaged(file, i + 2, lines.get(i + 1));
            }
            try {
                rows[i] = Integer.parseInt(cells[0]);
                truth[i] = Emotion.parse(cells[1])
                        .orElseThrow(NumberFormatException::new)
                        .code();
                for (int c = 0; c < Emotion.COUNT; c++) {
                    probabilities[i][c] = Float.parseFloat(cells[FIRST + c]);
                }
            } catch (NumberFormatException e) {
                throw damaged(file, i + 2, lines.get(i + 1));
            }
        }
        return Predictions.of(rows, truth, probabilities);
    }

    private static InvalidInputException damaged(Path file, int line, String text) {
        return new InvalidInputException(
                file + " line " + line + " is '" + text + "', expected " + HEADER, Remedy.to(Remedy.Action.JUDGE));
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

    private static String label(int code) {
        return Emotion.ofCode(code).label();
    }
}
