package dev.mien.experiment;

import dev.mien.dataset.Dataset;
import dev.mien.dataset.Usage;
import java.util.LinkedHashMap;
import java.util.Map;

/** The faces of each class by part of the data. */
final class ClassCounts {
    private ClassCounts() {}

    /**
     * For each part with faces, in the order of use, the number of faces in label order. Without a split there is one
     * part, {@code all}.
     */
    static Map<String, int[]> of(Dataset data) {
        Map<String, int[]> counts = new LinkedHashMap<>();
        for (Usage usage : Usage.values()) {
            Dataset part = data.hasUsages() ? data.withUsage(usage) : data.limit(0);
            if (!part.isEmpty()) {
                counts.put(usage.label(), part.classCounts());
            }
        }
        if (counts.isEmpty()) {
            counts.put("all", data.classCounts());
        }
        return counts;
    }
}
