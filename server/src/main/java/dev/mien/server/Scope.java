package dev.mien.server;

import dev.mien.InvalidInputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a token permits. */
public enum Scope {
    /** To have photos read. */
    RECOGNIZE,
    /** To read descriptions and files of models. */
    MODELS,
    /** To read training runs. */
    RUNS,
    /** To read the server's metrics. */
    METRICS;

    /** The scope's name in a file of tokens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Scope named(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.label().equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("'" + word + "' is no scope, expected "
                        + Arrays.stream(values()).map(Scope::label).collect(Collectors.joining(", "))));
    }
}
