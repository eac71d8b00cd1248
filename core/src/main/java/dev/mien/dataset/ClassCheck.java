package dev.mien.dataset;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;

/** Refuses a split of which a part lacks a class: it could not be learned, or not be judged. */
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
                        + ": use more rows (a higher --limit), a larger fraction or another seed");
            }
        }
    }
}
