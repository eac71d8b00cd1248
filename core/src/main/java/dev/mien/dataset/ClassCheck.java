package dev.mien.dataset;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rejects a split if a part lacks a class, because the class could not be learned or judged there. */
final class ClassCheck {
    private ClassCheck() {}

    /** Whether each part that is not empty has each class. */
    static boolean hasAllClasses(DataSplit split) {
        return Stream.of(Split.values())
                .map(split::part)
                .allMatch(data ->
                        data.isEmpty() || IntStream.of(data.classCounts()).allMatch(count -> count > 0));
    }

    static void requireAllClasses(DataSplit split) {
        for (Split part : Split.values()) {
            requireAllClasses(part, split.part(part));
        }
    }

    private static void requireAllClasses(Split part, Dataset data) {
        int[] counts = data.classCounts();
        LabelSet labels = data.labelSet();
        for (int code = 0; code < labels.size(); code++) {
            if (!data.isEmpty() && counts[code] == 0) {
                throw new InvalidInputException("the " + part.label() + " split of " + data.source() + " has no '"
                        + labels.label(code).name() + "' face among its " + data.size()
                        + ": use more rows, a larger fraction or another seed");
            }
        }
    }
}
