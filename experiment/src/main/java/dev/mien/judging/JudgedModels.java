package dev.mien.judging;

import dev.mien.importing.ImportedModels;
import dev.mien.model.BundledModel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Opens models of every kind. */
final class JudgedModels {
    private JudgedModels() {}

    /**
     * Opens a model.
     *
     * @param path run folder, model file, exported .onnx file, imported Keras file, or a name that
     *     {@link BundledModel#named} knows
     */
    static JudgedModel open(Path path, int threads) {
        Optional<BundledModel> bundled = BundledModel.named(path.toString());
        if (bundled.isPresent()) {
            return ExportedModel.bundled(bundled.get(), threads);
        }
        Path file = ImportedModels.usable(path);
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")
                ? ExportedModel.open(file, threads)
                : TrainedModel.open(path, threads);
    }
}
