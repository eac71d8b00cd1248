package dev.mien.dataset;

import java.util.stream.IntStream;

/**
 * Some of the samples, chosen by a seed. The choice is plain if it has enough of each class, else it is stratified: by
 * class, or by class and part where the data has the parts of the plan.
 */
final class LimitedSample {
    /** A sample for each of the three parts. */
    private static final int EACH_PART = 3;

    private LimitedSample() {}

    static Dataset of(Dataset data, SplitPlan plan, int limit, long seed) {
        Dataset shuffled = data.shuffled(~seed);
        Dataset plain = shuffled.limit(limit);
        boolean parts = plan.isOfficial() && data.hasUsages();
        int least = least(plan);
        int[] sizes = sizes(shuffled, parts);
        int[] chosen = sizes(plain, parts);
        boolean enough = IntStream.range(0, sizes.length).allMatch(i -> chosen[i] >= Math.min(least, sizes[i]));
        int needed = IntStream.of(sizes).map(size -> Math.min(least, size)).sum();
        return enough || needed > limit ? plain : stratified(shuffled, parts, Strata.quotas(sizes, limit, least, 0));
    }

    private static int least(SplitPlan plan) {
        return switch (plan.method()) {
            case RANDOM -> EACH_PART;
            case OFFICIAL -> 1;
            case OFFICIAL_TEST -> 2;
        };
    }

    private static Dataset stratified(Dataset shuffled, boolean parts, int[] quotas) {
        return shuffled.select(IntStream.range(0, shuffled.size())
                .filter(i -> quotas[stratum(shuffled, i, parts)]-- > 0)
                .toArray());
    }

    private static int[] sizes(Dataset data, boolean parts) {
        int[] sizes = new int[data.labelSet().size() * Usage.values().length];
        for (int i = 0; i < data.size(); i++) {
            sizes[stratum(data, i, parts)]++;
        }
        return sizes;
    }

    private static int stratum(Dataset data, int index, boolean parts) {
        int part = parts ? data.usage(index).map(Usage::code).orElse(0) : 0;
        return part * data.labelSet().size() + data.label(index);
    }
}
