package dev.mien.importing;

import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.keras.KerasFile;
import dev.mien.keras.KerasNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The ONNX files of imported Keras files, in the user's cache folder by the Keras file's SHA-256. So a Keras file is
 * imported once, and is then used by its own name.
 */
public final class ImportedModels {
    private ImportedModels() {}

    /**
     * The file that is opened for a model.
     *
     * @param model any model; only a file of Keras is replaced
     * @throws InvalidInputException if it is a Keras file that was not imported and does not describe itself
     */
    public static Path usable(Path model) {
        if (!KerasFile.isNamed(model) || Files.isDirectory(model)) {
            return model;
        }
        if (!Files.exists(model)) {
            throw new InvalidInputException("there is no file " + model, Remedy.change(Remedy.Setting.MODEL));
        }
        Path kept = ImportCache.place(model);
        if (!Files.exists(kept)) {
            KerasNetwork network = KerasFile.read(model);
            if (network.labels().isEmpty() || network.scaling().isEmpty()) {
                throw KerasImport.unknown(model, network, Optional.empty(), Optional.empty());
            }
            KerasImport.of(model, new KerasImport.Request(Optional.empty(), Optional.empty(), Optional.empty()));
        }
        return kept;
    }
}
