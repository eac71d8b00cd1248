package dev.mien.dataset;

import java.util.List;
import java.util.Locale;

/**
 * A data set divided into three parts that share no sample.
 *
 * @param validation empty only if the official part is absent; a note says so
 * @param test empty only if the official part is absent; a note says so
 * @param rule how the parts were made, for reports
 * @param notes facts that a reader of the scores must know
 */
public record DataSplit(Dataset train, Dataset validation, Dataset test, String rule, List<String> notes) {

    public DataSplit {
        notes = List.copyOf(notes);
    }

    /** The samples of a part. */
    public Dataset part(Split split) {
        return switch (split) {
            case TRAIN -> train;
            case VALIDATION -> validation;
            case TEST -> test;
        };
    }

    /** Three lines, one per part, with the shapes of pictures and one-hot labels as numpy writes them. */
    public String shapes() {
        StringBuilder text = new StringBuilder();
        for (Split split : Split.values()) {
            Dataset data = part(split);
            text.append(String.format(
                    Locale.ROOT,
                    "%-11s(%d, %d, %d, 1) (%d, %d)\n",
                    split.label(),
                    data.size(),
                    data.height(),
                    data.width(),
                    data.size(),
                    data.labelSet().size()));
        }
        return text.toString();
    }
}
