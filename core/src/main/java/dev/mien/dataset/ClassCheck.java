package dev.mien.dataset;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;

/** Rejects a split if a part lacks a class, because the class could not be learned or judged there. */
final class ClassCheck {
    private ClassCheck() {}

    static void requireAllClasses(DataSplit split) {
        for (Split part : Split.values()) {
            requireAllClasses(part, split.part(part));
        }
    }

    private static void requireAllClasses(Split part, Dataset data) {
        int[] counts = data.classCounts();
        for (Emotion emotion : Emotion.all()) {
            if (!data.isEmpty() && counts[emotion.code()] == 0) {
                throw new InvalidInputException("the " + part.label() + " split of " + data.source() + " has no '"
                        + emotion.label() + "' face among its " + data.size()
                        + ": use more rows, a larger fraction or another seed");
            }
        }
    }
}
