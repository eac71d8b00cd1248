package dev.mien.runs;

import dev.mien.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The epochs in a history.csv. Columns are found by their names, so that files of all versions are read.
 *
 * @param epochs for each epoch the values by the names of their columns; a column that is empty is left out
 */
record RunHistory(List<Map<String, Double>> epochs) {
    private static final String ACCURACY = "validation_accuracy";
    private static final double MILLISECONDS = 1000;

    RunHistory {
        epochs = List.copyOf(epochs);
    }

    /**
     * Reads a file's text.
     *
     * @throws InvalidInputException naming the line that has another form
     */
    static RunHistory parse(String text) {
        List<String> lines = text.lines().toList();
        List<Map<String, Double>> epochs = new ArrayList<>();
        String[] names = lines.isEmpty() ? new String[0] : lines.get(0).split(",", -1);
        for (int i = 1; i < lines.size(); i++) {
            epochs.add(epoch(i + 1, names, lines.get(i).split(",", -1)));
        }
        return new RunHistory(epochs);
    }

    private static Map<String, Double> epoch(int line, String[] names, String[] cells) {
        Map<String, Double> values = new LinkedHashMap<>();
        try {
            for (int c = 0; c < Math.max(names.length, cells.length); c++) {
                if (!cells[c].isEmpty()) {
                    values.put(names[c], Double.valueOf(cells[c]));
                }
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new InvalidInputException("line " + line + " of the history is no epoch", e);
        }
        return Collections.unmodifiableMap(values);
    }

    Optional<Map<String, Double>> last() {
        return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1));
    }

    /** The first epoch with the highest accuracy on the validation faces. */
    Optional<Map<String, Double>> best() {
        return epochs.stream()
                .filter(epoch -> Double.isFinite(accuracy(epoch)))
                .reduce((first, second) -> accuracy(second) > accuracy(first) ? second : first);
    }

    private static double accuracy(Map<String, Double> epoch) {
        return epoch.getOrDefault(ACCURACY, Double.NaN);
    }

    /** How long the last epoch took, in milliseconds; 0 without an epoch. */
    long lastMilliseconds() {
        return last().map(epoch -> Math.round(MILLISECONDS * epoch.getOrDefault("seconds", 0.0)))
                .orElse(0L);
    }
}
