package dev.mien.dataset;

import dev.mien.InvalidInputException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Training trains, PublicTest validates, PrivateTest tests. With grouped duplicates, a sample whose pixels also occur
 * in a later part is removed from the earlier part, so the test part stays the official one.
 */
final class OfficialSplit {
    private OfficialSplit() {}

    static DataSplit of(Dataset data, SplitPlan plan) {
        if (!data.hasUsages()) {
            throw new InvalidInputException(data.source()
                    + " has no official split (no Usage column, no train and test folder): use a random split");
        }
        List<String> notes = new ArrayList<>();
        Dataset kept = plan.groupDuplicates() ? withoutLeaks(data, notes) : data;
        Dataset train = kept.withUsage(Usage.TRAINING);
        Dataset validation = kept.withUsage(Usage.PUBLIC_TEST);
        Dataset test = kept.withUsage(Usage.PRIVATE_TEST);
        if (train.isEmpty()) {
            throw new InvalidInputException(
                    data.source() + " has no row with Usage Training, so nothing trains: use a random split");
        }
        if (validation.isEmpty()) {
            notes.add("PublicTest is absent: no validation score");
        }
        if (test.isEmpty()) {
            notes.add("PrivateTest is absent: no test score");
        }
        return new DataSplit(train, validation, test, plan.rule(), notes);
    }

    private static Dataset withoutLeaks(Dataset data, List<String> notes) {
        BitSet leaks = new BitSet(data.size());
        for (int[] group : DuplicateGroups.of(data)) {
            int last = IntStream.of(group).map(i -> usage(data, i)).max().orElseThrow();
            IntStream.of(group).filter(i -> usage(data, i) < last).forEach(leaks::set);
        }
        for (Usage usage : Usage.values()) {
            long count =
                    leaks.stream().filter(i -> usage(data, i) == usage.code()).count();
            if (count > 0) {
                notes.add(String.format(
                        Locale.ROOT,
                        "%,d rows left out of %s, because a later part has the same pixels",
                        count,
                        usage.label()));
            }
        }
        return data.select(
                IntStream.range(0, data.size()).filter(i -> !leaks.get(i)).toArray());
    }

    private static int usage(Dataset data, int index) {
        return data.usage(index).orElseThrow().code();
    }
}
