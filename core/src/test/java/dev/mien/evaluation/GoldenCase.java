package dev.mien.evaluation;

import dev.mien.Emotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One case that other programs judged; a script in golden/ wrote its files, those that scikit-learn judged
 * evaluation.py.
 */
record GoldenCase(String folder, String name) {
    static final String FOLDER = "/golden/evaluation/";

    GoldenCase(String name) {
        this(FOLDER, name);
    }

    Predictions predictions() {
        List<String[]> lines = lines("predictions.csv");
        int[] truth = lines.stream().mapToInt(line -> Integer.parseInt(line[0])).toArray();
        float[][] probabilities = lines.stream().map(GoldenCase::probabilities).toArray(float[][]::new);
        return Predictions.of(IntStream.range(0, truth.length).toArray(), truth, probabilities);
    }

    int[][] confusion() {
        return lines("confusion.csv").stream()
                .map(line -> Arrays.stream(line).mapToInt(Integer::parseInt).toArray())
                .toArray(int[][]::new);
    }

    Map<String, Double> values() {
        return lines("values.csv").stream().collect(Collectors.toMap(line -> line[0], line -> number(line[1])));
    }

    /** The points of one curve, a column each: x, y and threshold. */
    double[][] curve(String kind, Emotion emotion) {
        List<String[]> points = lines("curves.csv").stream()
                .filter(line -> line[0].equals(kind) && line[1].equals(emotion.label()))
                .toList();
        return IntStream.range(2, 5)
                .mapToObj(column -> points.stream()
                        .mapToDouble(line -> number(line[column]))
                        .toArray())
                .toArray(double[][]::new);
    }

    String text(String file) {
        return read(folder + name + "/" + file);
    }

    static List<String[]> split(String text) {
        return text.lines().map(line -> line.split(",")).toList();
    }

    static String read(String path) {
        try (InputStream in = Objects.requireNonNull(GoldenCase.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private List<String[]> lines(String file) {
        return split(text(file));
    }

    /** Python writes inf and nan. */
    private static double number(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    private static float[] probabilities(String[] line) {
        float[] values = new float[line.length - 1];
        for (int c = 0; c < values.length; c++) {
            values[c] = Float.parseFloat(line[c + 1]);
        }
        return values;
    }

    @Override
    public String toString() {
        return name;
    }
}
