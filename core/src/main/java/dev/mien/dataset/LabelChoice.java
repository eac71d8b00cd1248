package dev.mien.dataset;

import dev.mien.LabelSet;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a user wants the classes of some data.
 *
 * @param read the classes that the files' numbers and words, or the folders' names, mean; empty for those that
 *     {@link Datasets#labels} finds
 * @param changes what is joined, left out and kept after that
 */
public record LabelChoice(Optional<LabelSet> read, Relabelling changes) {
    /** The classes that the data names itself, unchanged. */
    public static final LabelChoice USUAL = new LabelChoice(Optional.empty(), Relabelling.NONE);

    /** Whether the user chose nothing. */
    public boolean isUsual() {
        return equals(USUAL);
    }

    /**
     * The classes that the data's numbers, words and names mean, before any change.
     *
     * @throws dev.mien.InvalidInputException as {@link Datasets#labels}
     */
    public LabelSet of(Path data) {
        return read.orElseGet(() -> Datasets.labels(data));
    }

    /**
     * Reads data and changes its classes. Classes stay even if no sample has them.
     *
     * @throws dev.mien.InvalidInputException as {@link Datasets#open(Path, LabelSet)} and {@link Relabelling#apply}
     */
    public Relabelling.Result open(Path data) {
        return changes.apply(Datasets.open(data, of(data)));
    }
}
