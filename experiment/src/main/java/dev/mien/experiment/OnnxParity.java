package dev.mien.experiment;

import dev.mien.MienException;
import dev.mien.Remedy;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.FerPlusClass;
import dev.mien.description.ModelDescription;
import dev.mien.engine.Precision;
import dev.mien.evaluation.FerPlusPredictions;
import dev.mien.evaluation.Predictions;
import dev.mien.export.WeightPrecision;
import dev.mien.image.GrayImage;
import dev.mien.model.EmotionModel;
import dev.mien.model.ModelAnswer;
import dev.mien.nn.Shape;
import dev.mien.training.Answers;
import dev.mien.training.EmotionClassifier;
import dev.mien.training.ModelFile;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Compares ONNX Runtime's answers for an exported file with libtorch's answers for the same model in 32 bits, on drawn
 * faces.
 *
 * @param faces number of faces
 * @param largestDifference of a probability of either head, or of a probability from the sums of the activation maps
 * @param agreements number of faces with the same most probable emotion
 * @param description the exported file's description of itself
 */
public record OnnxParity(int faces, double largestDifference, int agreements, ModelDescription description) {
    private static final int FACES = 140;
    private static final long SEED = 1872;

    /** The most that 32-bit arithmetic in another order may change in a probability. */
    private static final double TOLERANCE = 1e-4;

    /** The most that weights of eleven bits may change. */
    private static final double TOLERANCE_OF_HALF = 5e-3;

    /**
     * Measures the differences.
     *
     * @throws MienException if the answers differ by more than rounding, or in the most probable emotion
     */
    static OnnxParity of(ModelFile model, byte[] exported, WeightPrecision precision) {
        int threads = Runtime.getRuntime().availableProcessors();
        try (EmotionClassifier classifier = EmotionClassifier.of(model, Precision.FP32, threads)) {
            return of(classifier::answers, model.architecture().input(), exported, precision);
        }
    }

    /**
     * Measures.
     *
     * @param judged what libtorch says about faces
     * @param input size of a face
     * @throws MienException as {@link #of(ModelFile, byte[], WeightPrecision)}
     */
    static OnnxParity of(Function<Dataset, Answers> judged, Shape input, byte[] exported, WeightPrecision precision) {
        int threads = Runtime.getRuntime().availableProcessors();
        try (EmotionModel onnx = EmotionModel.of(exported, "the exported file", threads)) {
            Dataset faces = DrawnFaces.of(input.width(), input.height(), FACES, SEED, onnx.labels());
            Answers expected = judged.apply(faces);
            ModelAnswer actual = onnx.answer(faces);
            OnnxParity emotions =
                    compare(expected.emotions(), actual.emotions(), onnx.description(), tolerance(precision));
            double ofSecond = expected.ferPlus()
                    .map(second -> difference(second, actual.ferPlus().orElseThrow()))
                    .orElse(0.0);
            double ofMaps = onnx.hasActivationMaps() ? ofMaps(expected.emotions(), onnx, faces) : 0;
            OnnxParity parity = new OnnxParity(
                    emotions.faces,
                    Math.max(Math.max(emotions.largestDifference, ofSecond), ofMaps),
                    emotions.agreements,
                    emotions.description);
            parity.requireClose(precision);
            return parity;
        }
    }

    private static OnnxParity compare(
            Predictions expected, float[][] actual, ModelDescription description, double tolerance) {
        double largest = 0;
        int agreements = 0;
        for (int i = 0; i < actual.length; i++) {
            int best = 0;
            for (int c = 0; c < actual[i].length; c++) {
                largest = Math.max(largest, Math.abs(actual[i][c] - expected.probability(i, c)));
                best = actual[i][c] > actual[i][best] ? c : best;
            }
            agreements += best == expected.predicted(i) || isTie(expected, i, best, tolerance) ? 1 : 0;
        }
        return new OnnxParity(actual.length, largest, agreements, description);
    }

    /** Whether another class is as probable as the most probable one, within the tolerance. */
    private static boolean isTie(Predictions expected, int i, int other, double tolerance) {
        return expected.probability(i, expected.predicted(i)) - expected.probability(i, other) <= 2 * tolerance;
    }

    private static double difference(FerPlusPredictions expected, float[][] actual) {
        double largest = 0;
        for (int i = 0; i < actual.length; i++) {
            for (FerPlusClass choice : FerPlusClass.emotions()) {
                largest = Math.max(largest, Math.abs(actual[i][choice.code()] - expected.probability(i, choice)));
            }
        }
        return largest;
    }

    /** The difference of the probabilities computed from the sums over the activation maps' places. */
    private static double ofMaps(Predictions expected, EmotionModel onnx, Dataset faces) {
        double largest = 0;
        for (int i = 0; i < faces.size(); i++) {
            byte[] pixels = new byte[faces.pixelsPerSample()];
            faces.copyPixels(i, pixels, 0);
            GrayImage face = GrayImage.of(faces.width(), faces.height(), pixels);
            double[] odds = Arrays.stream(onnx.activationMaps(List.of(face))[0])
                    .mapToDouble(map -> Math.exp(sum(map)))
                    .toArray();
            double whole = Arrays.stream(odds).sum();
            for (int c = 0; c < odds.length; c++) {
                largest = Math.max(largest, Math.abs(odds[c] / whole - expected.probability(i, c)));
            }
        }
        return largest;
    }

    private static double sum(float[][] map) {
        return Arrays.stream(map)
                .flatMapToDouble(row -> IntStream.range(0, row.length).mapToDouble(x -> row[x]))
                .sum();
    }

    private static double tolerance(WeightPrecision precision) {
        return precision == WeightPrecision.FP32 ? TOLERANCE : TOLERANCE_OF_HALF;
    }

    private void requireClose(WeightPrecision precision) {
        double tolerance = tolerance(precision);
        if (!(largestDifference <= tolerance) || agreements < faces) {
            String problem = "ONNX Runtime's probabilities differ from libtorch's by " + largestDifference
                    + " on drawn faces, expected at most " + tolerance
                    + ", and the most probable emotion is the same for " + agreements + " of " + faces
                    + ". Nothing was written. ";
            throw precision == WeightPrecision.FP32
                    ? new MienException(problem + "This is a fault of Mien")
                    : new MienException(
                            problem + "The weights need more than 16 bits",
                            Remedy.set(Remedy.Setting.PRECISION, "fp32"));
        }
    }
}
