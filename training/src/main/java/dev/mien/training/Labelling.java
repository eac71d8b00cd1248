package dev.mien.training;

import dev.mien.LabelSet;
import dev.mien.LabelSets;
import dev.mien.dataset.Relabelling;
import java.util.List;

/**
 * How the classes of a run's data came about.
 *
 * @param read the classes that the files' numbers and words mean: the name of a label set, or names separated by commas
 * @param changes what was joined, left out and kept after that
 * @param labels the names of the resulting classes in their order
 */
public record Labelling(String read, Relabelling changes, List<String> labels) {
    /** The seven emotions, unchanged. Runs of earlier versions have them. */
    public static final Labelling FER2013 =
            new Labelling(LabelSet.FER2013.name(), Relabelling.NONE, LabelSet.FER2013.names());

    /** Copies the list. */
    public Labelling {
        labels = List.copyOf(labels);
    }

    /**
     * Describes classes.
     *
     * @param read the classes that the files' numbers and words mean
     * @param result the resulting classes
     */
    public static Labelling of(LabelSet read, Relabelling changes, LabelSet result) {
        boolean known = LabelSets.all().stream().anyMatch(set -> set.name().equals(read.name()) && set.equals(read));
        return new Labelling(known ? read.name() : String.join(",", read.names()), changes, result.names());
    }

    /** The classes that the files' numbers and words mean. */
    public LabelSet readAs() {
        return LabelSet.parse(read);
    }

    /** The resulting classes. */
    public LabelSet labelSet() {
        return LabelSet.ofNames(labels);
    }
}
