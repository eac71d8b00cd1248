package dev.mien.keras;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.io.FailureReason;
import dev.mien.io.WholeFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads the files of Keras: legacy {@code .h5} and {@code .hdf5} files with architecture and weights (Keras 2.0 and
 * later), {@code .keras} files, and files of weights ({@code .weights.h5} or {@code .h5}) beside a {@code .json} file
 * with the architecture, as {@code model.to_json()} writes it.
 */
public final class KerasFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ENDINGS = List.of(".h5", ".hdf5", ".keras");

    /** What a file may tell about itself. */
    private static final List<String> FACTS = List.of(KerasNetwork.VERSION, KerasNetwork.LABELS, KerasNetwork.SCALING);

    private KerasFile() {}

    /** Whether a file's name is that of a Keras file. */
    public static boolean isNamed(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    /**
     * Reads a network. A file of weights needs its architecture in a {@code .json} file of the same name in the same
     * folder.
     *
     * @throws InvalidInputException if the file is damaged, has no architecture, or holds a layer that Mien cannot
     *     read; the message names the layer
     */
    public static KerasNetwork read(Path file) {
        try {
            return network(bytes(file), () -> architectureBeside(file));
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    "cannot read the Keras file " + file + ": " + e.problem(),
                    e.remedy().orElse(Remedy.change(Remedy.Setting.MODEL)),
                    e);
        }
    }

    /**
     * Reads a network with its weights from the bytes of one file.
     *
     * @throws InvalidInputException as {@link #read(Path)}
     */
    public static KerasNetwork read(byte[] file) {
        return network(file, () -> {
            throw new InvalidInputException("the file holds weights without an architecture");
        });
    }

    private static KerasNetwork network(byte[] bytes, Supplier<String> architecture) {
        if (bytes.length > 2 && bytes[0] == 'P' && bytes[1] == 'K') {
            return archive(bytes);
        }
        HdfGroup root = Hdf5Reader.read(bytes, "it");
        JsonNode model = json(root.text("model_config").orElseGet(architecture));
        Map<String, String> facts = new HashMap<>(facts(model));
        FACTS.forEach(fact -> root.text(fact).ifPresent(value -> facts.put(fact, value)));
        return network(root, model, facts);
    }

    private static KerasNetwork archive(byte[] zip) {
        Map<String, byte[]> parts = parts(zip);
        byte[] config = parts.get("config.json");
        byte[] weights = parts.get("model.weights.h5");
        if (config == null || weights == null) {
            throw new InvalidInputException(
                    "it is a zip file with " + parts.keySet() + ", expected config.json and model.weights.h5");
        }
        JsonNode metadata = json(text(parts.getOrDefault("metadata.json", "{}".getBytes(StandardCharsets.UTF_8))));
        return network(Hdf5Reader.read(weights, "its model.weights.h5"), json(text(config)), facts(metadata));
    }

    private static KerasNetwork network(HdfGroup root, JsonNode config, Map<String, String> facts) {
        LayerConfig model = LayerConfig.of(config);
        if (!model.isNetwork()) {
            throw new InvalidInputException("it holds a model of the class '" + model.kind() + "', a class of the"
                    + " program that saved it, so that the file does not say what it computes. Expected Sequential or"
                    + " Functional");
        }
        WeightScope weights = NumberedWeights.fit(root)
                ? NumberedWeights.of(root, NetworkConfig.of(model))
                : new NamedWeights(root.group("model_weights").orElse(root));
        return NetworkReader.read(model, weights, facts);
    }

    private static Map<String, String> facts(JsonNode json) {
        Map<String, String> facts = new HashMap<>();
        FACTS.forEach(
                fact -> Optional.ofNullable(json.path(fact).textValue()).ifPresent(value -> facts.put(fact, value)));
        return facts;
    }

    private static String architectureBeside(Path file) {
        String name = file.getFileName().toString().replaceFirst("(\\.weights)?\\.[^.]+$", "");
        Path json = file.resolveSibling(name + ".json");
        if (!Files.exists(json)) {
            throw new InvalidInputException("it holds weights without an architecture, and there is no " + json
                    + " beside it. Write one with model.to_json(), or save the whole model with model.save()");
        }
        return text(bytes(json));
    }

    private static byte[] bytes(Path file) {
        try {
            return WholeFile.read(file, WholeFile.MOST);
        } catch (IOException e) {
            throw new InvalidInputException(FailureReason.of(e), e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException("its architecture is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Map<String, byte[]> parts(byte[] zip) {
        Map<String, byte[]> parts = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory() && !entry.getName().startsWith("assets/")) {
                    parts.put(entry.getName(), in.readNBytes(WholeFile.MOST));
                }
            }
            return parts;
        } catch (IOException e) {
            throw new InvalidInputException("its zip is damaged: " + FailureReason.of(e), e);
        }
    }
}
