package dev.mien.server;

import dev.mien.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that a server answers with, by their names. */
final class Models implements AutoCloseable {
    private final Map<String, ServedModel> named = new LinkedHashMap<>();

    private Models() {}

    /**
     * Opens and checks models.
     *
     * @param words each {@code default}, {@code fast} or the path of an exported file; the first answers requests that
     *     name no model
     */
    static Models open(List<String> words) {
        Models models = new Models();
        try {
            for (String word : words) {
                ServedModel model = ServedModel.open(word);
                if (models.named.putIfAbsent(model.name(), model) != null) {
                    model.recognizer().close();
                    throw new InvalidInputException(
                            "two models have the name '" + model.name() + "': rename one of the files");
                }
            }
        } catch (RuntimeException | Error e) {
            models.close();
            throw e;
        }
        return models;
    }

    /** The model of a name, or the first one. */
    ServedModel named(Optional<String> name) {
        List<ServedModel> all = all();
        return name.map(word -> Optional.ofNullable(named.get(word)).orElseThrow(() -> unknown(word)))
                .orElseGet(() -> all.get(0));
    }

    private Problem unknown(String word) {
        return new Problem(
                404,
                "no-such-model",
                "there is no model '" + word + "', expected " + String.join(" or ", named.keySet()));
    }

    List<ServedModel> all() {
        return new ArrayList<>(named.values());
    }

    @Override
    public void close() {
        named.values().forEach(model -> model.recognizer().close());
    }
}
