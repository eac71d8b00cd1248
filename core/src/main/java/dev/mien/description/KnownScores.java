package dev.mien.description;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.image.GrayImage;
import dev.mien.synthetic.SyntheticFaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A model's answers to seven drawn faces, one of each emotion. They let any machine check an exported file without a
 * picture. The training engine computed the scores, so they are independent of the checked runtime.
 *
 * @param seed of the faces
 * @param scores 7 x classes probabilities to four digits: a row for each face, in the order of {@link Emotion}
 */
public record KnownScores(long seed, List<List<Double>> scores) {
    private static final long SEED = 1872;

    /** The most that 32-bit arithmetic on another processor and rounding to four digits may change. */
    private static final double TOLERANCE = 1e-3;

    /** The most that weights of eleven bits may change. */
    private static final double TOLERANCE_OF_HALF = 0.02;

    /** Checks the form. */
    public KnownScores {
        scores = scores.stream().map(List::copyOf).toList();
        long widths = scores.stream().map(List::size).distinct().count();
        if (scores.size() != Emotion.COUNT
                || widths != 1
                || scores.stream().flatMap(List::stream).anyMatch(score -> !(score >= 0 && score <= 1))) {
            throw new InvalidInputException(
                    "known scores are seven rows of one number of 0 to 1 for each class, got " + scores);
        }
    }

    /** The faces in a network's size. */
    public static List<GrayImage> faces(int width, int height) {
        return faces(SEED, width, height);
    }

    private static List<GrayImage> faces(long seed, int width, int height) {
        int side = SyntheticFaces.SIDE;
        return Emotion.all().stream()
                .map(emotion -> GrayImage.of(side, side, SyntheticFaces.drawImage(emotion, seed + emotion.code(), side))
                        .resized(width, height))
                .toList();
    }

    /**
     * The scores of a model.
     *
     * @param answers 7 x classes probabilities: its answers to {@link #faces(int, int)}
     */
    public static KnownScores of(double[][] answers) {
        List<List<Double>> rows = new ArrayList<>();
        for (double[] answer : answers) {
            List<Double> row = new ArrayList<>();
            for (double score : answer) {
                row.add(Math.round(score * 1e4) / 1e4);
            }
            rows.add(row);
        }
        return new KnownScores(SEED, rows);
    }

    /**
     * Reads the scores from a file's metadata.
     *
     * @throws InvalidInputException if the text does not have the form of {@link #text}
     */
    public static KnownScores parse(String text) {
        try {
            int colon = text.indexOf(':');
            List<List<Double>> rows = new ArrayList<>();
            for (String row : text.substring(colon + 1).split(";", -1)) {
                List<Double> scores = new ArrayList<>();
                for (String score : row.strip().split("\\s+", -1)) {
                    scores.add(Double.valueOf(score));
                }
                rows.add(scores);
            }
            return new KnownScores(Long.parseLong(text.substring(0, Math.max(0, colon))), rows);
        } catch (NumberFormatException e) {
            throw new InvalidInputException("'" + text + "' does not contain known scores", e);
        }
    }

    /** The text for a file: the seed, a colon, and the rows separated by semicolons. */
    public String text() {
        return seed + ": "
                + scores.stream()
                        .map(row -> row.stream()
                                .map(score -> String.format(Locale.ROOT, "%.4f", score))
                                .collect(Collectors.joining(" ")))
                        .collect(Collectors.joining("; "));
    }

    /** The faces of these scores, in a network's size. */
    public List<GrayImage> drawn(int width, int height) {
        return faces(seed, width, height);
    }

    /** The number of the model's classes. */
    public int classes() {
        return scores.get(0).size();
    }

    /** The largest difference of a score from these; infinite for answers of another number of classes. */
    public double difference(float[][] answers) {
        double largest = 0;
        for (int face = 0; face < Emotion.COUNT; face++) {
            if (answers[face].length != classes()) {
                return Double.POSITIVE_INFINITY;
            }
            for (int c = 0; c < classes(); c++) {
                largest = Math.max(largest, Math.abs(scores.get(face).get(c) - answers[face][c]));
            }
        }
        return largest;
    }

    /**
     * The largest difference that a correct model may have.
     *
     * @param precision how the model's weights are stored, {@code fp32} or {@code fp16}
     */
    public static double tolerance(String precision) {
        return precision.equals("fp16") ? TOLERANCE_OF_HALF : TOLERANCE;
    }
}
