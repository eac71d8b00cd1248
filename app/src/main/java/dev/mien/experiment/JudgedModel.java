package dev.mien.experiment;

import dev.mien.dataset.Dataset;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.Temperature;
import dev.mien.model.BundledModel;
import dev.mien.training.Answers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** A model that can be judged, whatever computes it. */
interface JudgedModel extends AutoCloseable {
    /**
     * Opens a model.
     *
     * @param path run folder, model file, exported .onnx file, or what {@link BundledModel#named} knows
     */
    static JudgedModel open(Path path, int threads) {
        Optional<BundledModel> bundled = BundledModel.named(path.toString());
        if (bundled.isPresent()) {
            return ExportedModel.bundled(bundled.get(), threads);
        }
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")
                ? ExportedModel.open(path, threads)
                : TrainedModel.open(path, threads);
    }

    /** What it says about faces of its size. */
    Answers answers(Dataset faces);

    /** The loss that it counts for these predictions, in nats. */
    double loss(Predictions predictions);

    /** Which epoch's weights it has and by what they were chosen, in words; empty where nobody knows. */
    Optional<String> weights();

    /** Width of the pictures that it reads, in pixels. */
    int width();

    /** Height of the pictures that it reads, in pixels. */
    int height();

    /** Of its calibration; empty where it has none. */
    Optional<Temperature> temperature();

    @Override
    void close();
}
