package dev.mien.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** The same split with one note more. */
    DataSplit with(String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new DataSplit(train, validation, test, rule, all);
    }

    /** The parts that have samples, such as "train 28,709, validation 3,589". */
    public String sizes() {
        return Stream.of(Split.values())
                .filter(split -> !part(split).isEmpty())
                .map(split -> String.format(
                        Locale.ROOT, "%s %,d", split.label(), part(split).size()))
                .collect(Collectors.joining(", "));
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
