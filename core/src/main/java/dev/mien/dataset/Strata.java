package dev.mien.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses samples from several groups in proportion to their sizes, and at least one of each group that can spare one.
 */
final class Strata {
    private Strata() {}

    /**
     * How many samples each group gives: its share by the largest remainder, within the limits. The limits come first
     * if both cannot be kept.
     *
     * @param sizes of the groups
     * @param wanted number of samples
     * @param least number that each group gives; where it has fewer, all of them
     * @param kept number that each group keeps, before it gives any
     */
    static int[] quotas(int[] sizes, int wanted, int least, int kept) {
        long total = Math.max(1, IntStream.of(sizes).asLongStream().sum());
        int[] quotas = new int[sizes.length];
        Arrays.setAll(quotas, i -> within((int) (sizes[i] * (long) wanted / total), sizes[i], least, kept));
        int missing = wanted - IntStream.of(quotas).sum();
        while (missing != 0 && move(sizes, quotas, wanted / (double) total, least, kept, Integer.signum(missing))) {
            missing -= Integer.signum(missing);
        }
        return quotas;
    }

    /** Changes the quota by one that is the farthest from its share. False if no quota may change. */
    private static boolean move(int[] sizes, int[] quotas, double share, int least, int kept, int step) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < quotas.length; i++) {
            double lack = step * (sizes[i] * share - quotas[i]);
            boolean may = quotas[i] + step == within(quotas[i] + step, sizes[i], least, kept);
            if (may && lack > most) {
                best = i;
                most = lack;
            }
        }
        if (best >= 0) {
            quotas[best] += step;
        }
        return best >= 0;
    }

    private static int within(int quota, int size, int least, int kept) {
        int most = Math.max(0, size - kept);
        return Math.min(Math.max(quota, Math.min(least, size)), most);
    }

    /**
     * Takes whole clusters, the last first, from each class in proportion.
     *
     * @param clusters positions in the data; those that are taken are removed
     * @param wanted number of samples
     * @param kept number of samples that each class keeps
     * @return the positions, in ascending order
     */
    static int[] takeFromEnd(Dataset data, List<int[]> clusters, int wanted, int kept) {
        int[] sizes = new int[data.labelSet().size()];
        clusters.forEach(cluster -> sizes[data.label(cluster[0])] += cluster.length);
        int[] missing = quotas(sizes, wanted, 1, kept);
        List<int[]> taken = new ArrayList<>();
        for (int i = clusters.size() - 1; i >= 0; i--) {
            int[] cluster = clusters.get(i);
            int label = data.label(cluster[0]);
            if (cluster.length <= missing[label]) {
                missing[label] -= cluster.length;
                taken.add(clusters.remove(i));
            }
        }
        return taken.stream().flatMapToInt(IntStream::of).sorted().toArray();
    }
}
