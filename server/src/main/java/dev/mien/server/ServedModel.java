package dev.mien.server;

import dev.mien.description.ModelDescription;
import dev.mien.io.Sha256;
import dev.mien.model.BundledModel;
import dev.mien.recognition.EmotionRecognizer;
import dev.mien.service.SharedRecognizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A model that the server answers with.
 *
 * @param name in the API
 * @param file its bytes; not copied
 */
record ServedModel(String name, SharedRecognizer recognizer, byte[] file, String sha256) {

    /**
     * Opens a model and checks that it computes right on this machine.
     *
     * @param word {@code default}, {@code fast} or the path of an exported file
     */
    static ServedModel open(String word) {
        Optional<BundledModel> bundled = BundledModel.named(word);
        SharedRecognizer recognizer = SharedRecognizer.open(
                threads -> {
                    var builder = EmotionRecognizer.builder().threads(threads);
                    return bundled.map(builder::model)
                            .orElseGet(() -> builder.model(Path.of(word)))
                            .build();
                },
                Runtime.getRuntime().availableProcessors());
        try {
            recognizer.requireWorking();
            byte[] file = bundled.map(model -> model.read(ServedModel.class.getClassLoader()))
                    .orElseGet(() -> read(Path.of(word)));
            return new ServedModel(bundled.isPresent() ? word : name(Path.of(word)), recognizer, file, Sha256.of(file));
        } catch (RuntimeException | Error e) {
            recognizer.close();
            throw e;
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file's name without its ending, in letters that an address may have. */
    private static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name).replaceAll("[^A-Za-z0-9._-]", "-");
    }

    /** What a list of models says about it. */
    Map<String, Object> summary() {
        ModelDescription description = recognizer.description();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("sha256", sha256);
        fields.put("bytes", file.length);
        for (String fact :
                new String[] {ModelDescription.MODEL_VERSION, ModelDescription.ARCHITECTURE, ModelDescription.PRECISION
                }) {
            description.value(fact).ifPresent(value -> fields.put(fact.toLowerCase(Locale.ROOT), value));
        }
        fields.put("ferplus", description.hasFerPlus());
        return fields;
    }

    /** The summary and the model's whole description of itself. */
    Map<String, Object> details() {
        Map<String, Object> fields = summary();
        fields.put("description", recognizer.description().text());
        return fields;
    }
}
