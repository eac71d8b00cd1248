package dev.mien;

import java.util.List;
import java.util.Optional;

/**
 * The records that a type of settings may be, each with the name that files give it as their {@code kind}. A file keeps
 * the components of the record. Safe for use by any number of threads.
 */
public final class RecordKinds<T> {
    private final String type;
    private final Registry<Class<? extends T>> kinds;

    /** @param type what messages call one of the records: "augmentation" */
    public RecordKinds(String type) {
        this.type = type;
        kinds = new Registry<>(type);
    }

    /**
     * Adds a kind.
     *
     * @param name as {@link Registry#add} takes it
     * @param record its class
     * @throws InvalidInputException if the name or the class is taken, or the class is no record
     */
    public RecordKinds<T> add(String name, Class<? extends T> record) {
        if (!record.isRecord()) {
            throw new InvalidInputException("the " + type + " '" + name + "' is " + record.getName()
                    + ", expected a record, whose components are what a file keeps of it");
        }
        synchronized (kinds) {
            find(record).ifPresent(other -> {
                throw new InvalidInputException(
                        "the " + type + " " + record.getName() + " has the name '" + other + "' already");
            });
            kinds.add(name, record);
        }
        return this;
    }

    private Optional<String> find(Class<?> record) {
        return kinds.names().stream()
                .filter(name -> kinds.named(name).equals(record))
                .findFirst();
    }

    /**
     * The name of a record's kind.
     *
     * @throws InvalidInputException if it was never added
     */
    public String nameOf(Class<?> record) {
        return find(record)
                .orElseThrow(() -> new InvalidInputException("the " + type + " " + record.getName()
                        + " has no name, so that no file can keep it: register it first"));
    }

    /** The record of a name; empty if there is none. */
    public Optional<Class<? extends T>> named(String name) {
        return kinds.find(name);
    }

    /** All names. */
    public List<String> names() {
        return kinds.names();
    }
}
