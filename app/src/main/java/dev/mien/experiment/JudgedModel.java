package dev.mien.experiment;

import dev.mien.dataset.Dataset;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.Temperature;
import dev.mien.training.Answers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** A model that can be judged, whatever computes it. */
interface JudgedModel extends AutoCloseable {
    /** What the command line calls the model that comes with Mien. */
    Path DEFAULT = Path.of("default");

    /**
     * Opens a model.
     *
     * @param path run folder, model file, exported .onnx file, or {@link #DEFAULT}
     */
    static JudgedModel open(Path path, int threads) {
        if (path.equals(DEFAULT)) {
            return ExportedModel.bundled();
        }
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")
                ? ExportedModel.open(path, threads)
                : TrainedModel.open(path, threads);
    }

    /** What it says about faces of its size. */
    Answers answers(Dataset faces);

    /** The loss that it counts for these predictions, in nats. */
    double loss(Predictions predictions);

    /** Width of the pictures that it reads, in pixels. */
    int width();

    /** Height of the pictures that it reads, in pixels. */
    int height();

    /** Of its calibration; empty where it has none. */
    Optional<Temperature> temperature();

    @Override
    void close();
}
