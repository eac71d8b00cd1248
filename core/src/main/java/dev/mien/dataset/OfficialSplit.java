package dev.mien.dataset;

import dev.mien.InvalidInputException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Training trains, PublicTest validates, PrivateTest tests. Without PublicTest a part of Training validates. With
 * grouped duplicates, a sample whose pixels also occur in a later part is removed from the earlier part, so the test
 * part stays the official one.
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
        if (test.isEmpty()) {
            notes.add("PrivateTest is absent: no test score");
        }
        DataSplit split = new DataSplit(train, validation, test, plan.rule(), notes);
        return plan.method() == SplitPlan.Method.OFFICIAL_TEST ? withCut(split, plan) : split;
    }

    /** A part of each class of the training samples validates. */
    private static DataSplit withCut(DataSplit split, SplitPlan plan) {
        Dataset shuffled = split.train().shuffled(plan.seed());
        int wanted = (int) Math.ceil(plan.validationFraction() * shuffled.size());
        List<int[]> clusters = new ArrayList<>(
                plan.groupDuplicates() ? DuplicateGroups.clusters(shuffled) : DuplicateGroups.single(shuffled));
        int[] validates = Strata.takeFromEnd(shuffled, clusters, wanted, 1);
        int[] trains = clusters.stream().flatMapToInt(IntStream::of).sorted().toArray();
        String note = String.format(
                Locale.ROOT,
                "the data has no validation part, so %,d of the %,d training faces validate, each class in proportion",
                validates.length,
                shuffled.size());
        return new DataSplit(
                        shuffled.select(trains), shuffled.select(validates), split.test(), plan.rule(), split.notes())
                .with(note);
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
