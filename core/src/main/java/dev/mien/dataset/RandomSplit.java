package dev.mien.dataset;

import dev.mien.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Shuffles all samples. The last of them test, the last of the rest validate. Sizes are rounded up, as in
 * scikit-learn's {@code train_test_split}, which the article uses: 35,887 samples give 29,068, 3,230 and 3,589. Only if
 * a class would be missing in a part, each class is divided in proportion.
 */
final class RandomSplit {
    private RandomSplit() {}

    static DataSplit of(Dataset data, SplitPlan plan) {
        int test = (int) Math.ceil(plan.testFraction() * data.size());
        int validation = (int) Math.ceil(plan.validationFraction() * (data.size() - test));
        if (test + validation >= data.size()) {
            throw new InvalidInputException("a test fraction of " + plan.testFraction()
                    + " and a validation fraction of " + plan.validationFraction() + " leave no sample of"
                    + " the " + data.size() + " of " + data.source() + " for training: use smaller fractions or more"
                    + " rows");
        }
        Dataset shuffled = data.shuffled(plan.seed());
        DataSplit split = plan.groupDuplicates()
                ? grouped(shuffled, test, validation, plan)
                : plain(shuffled, test, validation, plan);
        DataSplit complete = ClassCheck.hasAllClasses(split) ? split : stratified(shuffled, test, validation, plan);
        return mixed(ClassCheck.hasAllClasses(complete) ? complete : split, data);
    }

    /** Says which parts of its own the data has, because this split does not keep them apart. */
    private static DataSplit mixed(DataSplit split, Dataset data) {
        return data.hasUsages()
                ? split.with("the split is random and mixes the data's own parts: " + Usage.counts(data))
                : split;
    }

    /** Each class in proportion, so that none vanishes from a part. */
    private static DataSplit stratified(Dataset shuffled, int test, int validation, SplitPlan plan) {
        List<int[]> clusters = new ArrayList<>(
                plan.groupDuplicates() ? DuplicateGroups.clusters(shuffled) : DuplicateGroups.single(shuffled));
        int[] tests = Strata.takeFromEnd(shuffled, clusters, test, 2);
        int[] validates = Strata.takeFromEnd(shuffled, clusters, validation, 1);
        return new DataSplit(
                shuffled.select(positions(clusters)),
                shuffled.select(validates),
                shuffled.select(tests),
                plan.rule(),
                List.of("each class is divided in proportion, because chance would leave a class out of a part"));
    }

    private static DataSplit plain(Dataset shuffled, int test, int validation, SplitPlan plan) {
        int rest = shuffled.size() - test;
        return new DataSplit(
                range(shuffled, 0, rest - validation),
                range(shuffled, rest - validation, rest),
                range(shuffled, rest, shuffled.size()),
                plan.rule(),
                List.of());
    }

    private static Dataset range(Dataset data, int from, int to) {
        return data.select(IntStream.range(from, to).toArray());
    }

    private static DataSplit grouped(Dataset shuffled, int test, int validation, SplitPlan plan) {
        List<int[]> clusters = new ArrayList<>(DuplicateGroups.clusters(shuffled));
        int total = clusters.size();
        long duplicates =
                clusters.stream().filter(cluster -> cluster.length > 1).count();
        Dataset tests = shuffled.select(takeFromEnd(clusters, test));
        Dataset validates = shuffled.select(takeFromEnd(clusters, validation));
        Dataset trains = shuffled.select(positions(clusters));
        if (trains.isEmpty() || validates.isEmpty() || tests.isEmpty()) {
            throw new InvalidInputException(shuffled.source() + ": " + shuffled.size() + " samples with only "
                    + total + " different pictures cannot fill three splits with duplicates kept together:"
                    + " use more rows or do not group duplicates");
        }
        String note = String.format(
                Locale.ROOT, "%,d groups of pixel-identical samples, each whole in one split", duplicates);
        return new DataSplit(trains, validates, tests, plan.rule(), List.of(note));
    }

    /** Moves whole clusters, the last first, while they fit. Single samples, which are most, make the size exact. */
    private static int[] takeFromEnd(List<int[]> clusters, int wanted) {
        List<int[]> taken = new ArrayList<>();
        List<int[]> left = new ArrayList<>();
        int missing = wanted;
        for (int i = clusters.size() - 1; i >= 0; i--) {
            int[] cluster = clusters.get(i);
            boolean fits = cluster.length <= missing;
            (fits ? taken : left).add(cluster);
            missing -= fits ? cluster.length : 0;
        }
        takeOneMoreIfNearer(taken, left, missing);
        Collections.reverse(left);
        clusters.clear();
        clusters.addAll(left);
        return positions(taken);
    }

    private static void takeOneMoreIfNearer(List<int[]> taken, List<int[]> left, int missing) {
        int smallest = left.stream().mapToInt(cluster -> cluster.length).min().orElse(Integer.MAX_VALUE);
        if (smallest - missing < missing) {
            int[] cluster = left.stream()
                    .filter(candidate -> candidate.length == smallest)
                    .findFirst()
                    .orElseThrow();
            left.remove(cluster);
            taken.add(cluster);
        }
    }

    private static int[] positions(List<int[]> clusters) {
        return clusters.stream().flatMapToInt(IntStream::of).sorted().toArray();
    }
}
