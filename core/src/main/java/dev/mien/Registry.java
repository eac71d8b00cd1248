package dev.mien;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Things of one kind, each with a name of its own, in the order in which they were added. Every program may add a
 * thing. A thing cannot be replaced or removed. Safe for use by any number of threads.
 */
public final class Registry<T> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._+-]*");

    private final String kind;
    private final Map<String, T> entries = new LinkedHashMap<>();

    /** @param kind what messages call one of the things: "architecture" */
    public Registry(String kind) {
        this.kind = kind;
    }

    /**
     * Adds a thing.
     *
     * @param name lower-case letters, digits, {@code .}, {@code _}, {@code +} and {@code -}, the first of them a letter
     *     or a digit. Capitals are refused, because some file systems do not tell them from lower-case letters
     * @throws InvalidInputException if the name is taken or is of another form
     */
    public void add(String name, T entry) {
        Objects.requireNonNull(name, () -> "the name of the " + kind + " is null, expected a text");
        Objects.requireNonNull(entry, () -> "the " + kind + " '" + name + "' is null, expected an object");
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInputException("the name of the " + kind + " is '" + name
                    + "', expected lower-case letters, digits, '.', '_', '+' and '-', the first of them a letter or a"
                    + " digit");
        }
        synchronized (entries) {
            if (entries.putIfAbsent(name, entry) != null) {
                throw new InvalidInputException(
                        "the name '" + name + "' of the " + kind + " is taken: choose another name");
            }
        }
    }

    /** The thing of a name; empty if there is none. */
    public Optional<T> find(String name) {
        synchronized (entries) {
            return Optional.ofNullable(entries.get(name));
        }
    }

    /**
     * The thing of a name.
     *
     * @throws InvalidInputException if there is none; the message names those that exist
     */
    public T named(String name) {
        return find(name)
                .orElseThrow(() -> new InvalidInputException(
                        "no " + kind + " is named '" + name + "'; there are " + String.join(", ", names())));
    }

    /** All names. */
    public List<String> names() {
        synchronized (entries) {
            return List.copyOf(entries.keySet());
        }
    }

    /** All things. */
    public List<T> all() {
        synchronized (entries) {
            return List.copyOf(entries.values());
        }
    }
}
