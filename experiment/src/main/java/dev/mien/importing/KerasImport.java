package dev.mien.importing;

import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.dataset.Dataset;
import dev.mien.description.KnownScores;
import dev.mien.description.ModelDescription;
import dev.mien.export.KerasOnnx;
import dev.mien.export.KerasReading;
import dev.mien.image.GrayImage;
import dev.mien.io.AtomicFile;
import dev.mien.io.Sha256;
import dev.mien.keras.KerasFile;
import dev.mien.keras.KerasNetwork;
import dev.mien.model.EmotionModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Imports a file of Keras: converts it to ONNX with labels and scaling in its metadata, so that it is used like a file
 * that Mien exported.
 */
public final class KerasImport {
    private KerasImport() {}

    /**
     * What the user knows about the file.
     *
     * @param data labelled faces by which the rest is found
     */
    public record Request(Optional<KnownLabels> labels, Optional<KnownScaling> scaling, Optional<Dataset> data) {}

    /**
     * An imported network.
     *
     * @param file bytes of the ONNX file
     * @param labelsFrom where the labels come from, in words
     * @param scalingFrom where the scaling comes from, in words
     */
    public record Imported(
            KerasNetwork network,
            byte[] file,
            KnownLabels labels,
            String labelsFrom,
            KnownScaling scaling,
            String scalingFrom) {
        /** Writes the file whole or not at all. */
        public void write(Path target) {
            AtomicFile.writeWithFolder(target, out -> out.write(file));
        }
    }

    /**
     * Imports a file, and keeps the result so that {@link ImportedModels} finds it.
     *
     * @throws InvalidInputException if the file cannot be read, or labels or scaling are neither named nor found
     */
    public static Imported of(Path file, Request request) {
        KerasNetwork network = KerasFile.read(file);
        Imported imported = imported(file, network, request);
        ImportCache.keep(file, imported.file());
        return imported;
    }

    private static Imported imported(Path file, KerasNetwork network, Request request) {
        Optional<KnownLabels> labels =
                request.labels().or(() -> network.labels().map(KnownLabels::parse));
        Optional<KnownScaling> scaling =
                request.scaling().or(() -> network.scaling().map(KnownScaling::parse));
        String namedLabels = request.labels().isPresent() ? "named by the user" : "in the file";
        String namedScaling = request.scaling().isPresent() ? "named by the user" : "in the file";
        if (labels.isPresent() && scaling.isPresent()) {
            return written(file, network, labels.get(), namedLabels, scaling.get(), namedScaling);
        }
        Dataset faces = request.data().orElseThrow(() -> unknown(file, network, labels, scaling));
        ReadingTrial.Finding found = ReadingTrial.of(new Probe(network), faces, labels, scaling);
        return written(
                file,
                network,
                found.best().labels(),
                labels.isPresent()
                        ? namedLabels
                        : words(
                                found,
                                faces,
                                found.nextLabels().map(next -> next.labels().name() + " with " + percent(next))),
                found.best().scaling(),
                scaling.isPresent()
                        ? namedScaling
                        : words(
                                found,
                                faces,
                                found.nextScaling().map(next -> next.scaling().name() + " with " + percent(next))));
    }

    /** The failure of a file that does not say what is needed to use it. */
    static InvalidInputException unknown(
            Path file, KerasNetwork network, Optional<KnownLabels> labels, Optional<KnownScaling> scaling) {
        String missing = labels.isEmpty() && scaling.isEmpty()
                ? "which emotion each of its " + network.classes() + " outputs is, and how its pixels are scaled"
                : labels.isEmpty()
                        ? "which emotion each of its " + network.classes() + " outputs is"
                        : "how its pixels are scaled";
        return new InvalidInputException(
                file + " does not say " + missing + ". Name them, or give labelled faces by which they are found."
                        + " Labels: " + KnownLabels.names()
                        + ", or a list such as angry,happy,sad. Scalings: 0..1, -1..1, raw, or mean,deviation",
                Remedy.to(Remedy.Action.IMPORT, file));
    }

    private static String words(ReadingTrial.Finding found, Dataset faces, Optional<String> next) {
        return String.format(
                        Locale.ROOT,
                        "found with %,d faces of %s: accuracy %s",
                        found.faces(),
                        Path.of(faces.source()).getFileName(),
                        percent(found.best()))
                + next.map(other -> "; the next best is " + other).orElse("");
    }

    private static String percent(ReadingTrial.Attempt attempt) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * attempt.accuracy());
    }

    private static Imported written(
            Path file,
            KerasNetwork network,
            KnownLabels labels,
            String labelsFrom,
            KnownScaling scaling,
            String scalingFrom) {
        KerasReading reading = new KerasReading(labels.labels(), scaling.scaling());
        Map<String, String> facts = new TreeMap<>();
        facts.put("imported_from", String.valueOf(file.getFileName()));
        facts.put("imported_sha256", Sha256.of(file));
        facts.put("labels_from", labelsFrom);
        facts.put("scaling_from", scalingFrom);
        byte[] bytes = KerasOnnx.bytes(network, reading, facts);
        facts.put(ModelDescription.KNOWN_SCORES, knownScores(bytes).text());
        bytes = KerasOnnx.bytes(network, reading, facts);
        return new Imported(network, bytes, labels, labelsFrom, scaling, scalingFrom);
    }

    /** The scores that this machine computes. They show on another machine whether it computes the same. */
    private static KnownScores knownScores(byte[] file) {
        int threads = Runtime.getRuntime().availableProcessors();
        try (EmotionModel model = EmotionModel.of(file, "the imported network", threads)) {
            List<GrayImage> faces = KnownScores.faces(model.width(), model.height());
            float[][] answers = model.emotions(faces);
            double[][] scores = new double[answers.length][model.labels().size()];
            for (int face = 0; face < answers.length; face++) {
                for (int c = 0; c < answers[face].length; c++) {
                    scores[face][c] = answers[face][c];
                }
            }
            return KnownScores.of(scores);
        }
    }
}
