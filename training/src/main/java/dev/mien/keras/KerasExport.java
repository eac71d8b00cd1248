package dev.mien.keras;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.io.FailureReason;
import dev.mien.nn.ModelArchitecture;
import dev.mien.training.ModelFile;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a model as a file of Keras. The network in it takes raw grey levels and gives probabilities. Labels, scaling
 * and further facts stand in the file's attributes, or in metadata.json of a {@code .keras} file, with names that begin
 * with {@code mien_}.
 */
public final class KerasExport {
    /** jhdf corrupts a file with a longer attribute of text; HDF5 itself holds 64 KiB. */
    static final int LONGEST_ATTRIBUTE = 59_546;

    /** Keras 3 takes the description of the layers since this version. */
    private static final String KERAS_VERSION = "3.0.0";

    private static final String PREFIX = "mien_";
    private static final String BACKEND = "tensorflow";

    /** The entries of a zip have this time, so that the same model gives the same bytes: 1980-01-01. */
    private static final long NO_TIME = 315_532_800_000L;

    private KerasExport() {}

    /**
     * The bytes of a file.
     *
     * @param facts further entries of the metadata by name
     * @throws InvalidInputException if the description of the layers is too long for the form
     */
    public static byte[] bytes(ModelFile model, KerasForm form, Map<String, String> facts) {
        String config = ArchitectureJson.of(model.architecture(), model.scaling());
        Map<String, String> notes = notes(model, facts);
        return form == KerasForm.KERAS ? archive(model, config, notes) : legacy(model, config, notes);
    }

    private static Map<String, String> notes(ModelFile model, Map<String, String> facts) {
        Map<String, String> notes = new TreeMap<>();
        facts.forEach((name, value) -> {
            if (!value.isEmpty() && value.getBytes(StandardCharsets.UTF_8).length <= LONGEST_ATTRIBUTE) {
                notes.put(PREFIX + name, value);
            }
        });
        notes.put(KerasNetwork.LABELS, model.labels().text());
        notes.put(KerasNetwork.SCALING, "raw");
        notes.put(PREFIX + "scaling_within", model.scaling().kind().label());
        notes.put(PREFIX + "architecture", model.architecture().name());
        return notes;
    }

    private static byte[] legacy(ModelFile model, String config, Map<String, String> notes) {
        if (config.length() > LONGEST_ATTRIBUTE) {
            throw new InvalidInputException(
                    "the description of '" + model.architecture().name() + "' has "
                            + config.length() + " characters, but an .h5 file holds at most " + LONGEST_ATTRIBUTE
                            + ". Write a .keras file");
        }
        return hdf5(file -> {
            file.putAttribute("keras_version", KERAS_VERSION);
            file.putAttribute("backend", BACKEND);
            file.putAttribute("model_config", config);
            notes.forEach(file::putAttribute);
            WritableGroup weights = file.putGroup("model_weights");
            List<ArchitectureWeights.LayerValues> layers =
                    ArchitectureWeights.of(model.architecture(), model.weights());
            weights.putAttribute("backend", BACKEND);
            weights.putAttribute("keras_version", KERAS_VERSION);
            weights.putAttribute(
                    "layer_names",
                    layers.stream().map(ArchitectureWeights.LayerValues::layer).toArray(String[]::new));
            layers.forEach(layer -> legacy(weights, layer));
        });
    }

    /** Only layers with weights have a group, because jhdf cannot end a file with an empty one. */
    private static void legacy(WritableGroup weights, ArchitectureWeights.LayerValues layer) {
        WritableGroup group = weights.putGroup(layer.layer());
        group.putAttribute(
                "weight_names",
                layer.arrays().keySet().stream()
                        .map(name -> layer.layer() + "/" + name)
                        .toArray(String[]::new));
        WritableGroup arrays = group.putGroup(layer.layer());
        layer.arrays().forEach(arrays::putDataset);
    }

    private static byte[] archive(ModelFile model, String config, Map<String, String> notes) {
        StringBuilder metadata = new StringBuilder("{\"keras_version\": \"" + KERAS_VERSION + "\"");
        notes.forEach((name, value) ->
                metadata.append(", ").append(quoted(name)).append(": ").append(quoted(value)));
        byte[] weights = hdf5(file -> numbered(file, model));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, "metadata.json", metadata.append('}').toString().getBytes(StandardCharsets.UTF_8));
            add(zip, "config.json", config.getBytes(StandardCharsets.UTF_8));
            add(zip, "model.weights.h5", weights);
        } catch (IOException e) {
            throw new IllegalStateException("memory takes every byte", e);
        }
        return bytes.toByteArray();
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static void numbered(WritableHdfFile file, ModelFile model) {
        WritableGroup layers = file.putGroup("layers");
        Map<String, Integer> seen = new HashMap<>();
        for (ArchitectureWeights.LayerValues layer : ArchitectureWeights.of(model.architecture(), model.weights())) {
            String kind = ModelArchitecture.snakeCase(layer.kind());
            int number = seen.merge(kind, 1, Integer::sum) - 1;
            WritableGroup arrays =
                    layers.putGroup(number == 0 ? kind : kind + "_" + number).putGroup("vars");
            arrays.putAttribute("name", layer.layer());
            int place = 0;
            for (Object array : layer.arrays().values()) {
                arrays.putDataset(String.valueOf(place++), array);
            }
        }
    }

    /** Fills an HDF5 file. */
    private interface Content {
        void write(WritableHdfFile file);
    }

    /** The bytes of an HDF5 file. jhdf writes only to a path. */
    private static byte[] hdf5(Content content) {
        try {
            Path file = Files.createTempFile("mien", ".h5");
            try {
                Files.delete(file);
                try (WritableHdfFile hdf = HdfFile.write(file)) {
                    content.write(hdf);
                }
                return Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new MienException(
                    "cannot write an HDF5 file in the folder for temporary files: " + FailureReason.of(e), e);
        }
    }
}
