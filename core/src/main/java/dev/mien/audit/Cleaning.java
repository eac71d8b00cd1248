package dev.mien.audit;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The data without what an audit found. A picture goes for the first of these reasons that holds: blank, nearly constant, not a
 * face, unknown; its exact copies, then its near copies, contradict its label, and all of them go, since nobody can say which is
 * right; it is an exact, then a near copy of one that stays.
 *
 * <p>Of a group of copies the one in the part used last stays (PrivateTest, then PublicTest, then Training), and of these the one
 * with the lowest row: so no part is left with a copy in another, and the parts that test lose least.
 *
 * @param kept positions in the data of what stays, ascending
 * @param removed number of pictures that go, for each reason
 */
public record Cleaning(List<Integer> kept, Map<FindingKind, Integer> removed) {
    private static final List<FindingKind> ALWAYS = List.of(
            FindingKind.BLANK,
            FindingKind.FLAT,
            FindingKind.NOT_A_FACE,
            FindingKind.UNKNOWN,
            FindingKind.CONFLICT,
            FindingKind.NEAR_CONFLICT);

    public Cleaning {
        kept = List.copyOf(kept);
        removed = Collections.unmodifiableMap(new EnumMap<>(removed));
    }

    /** Says what stays. */
    public static Cleaning of(Audit audit) {
        Map<Integer, FindingKind> reasons = new HashMap<>();
        for (FindingKind kind : ALWAYS) {
            audit.finding(kind).ifPresent(f -> f.pictures().forEach(i -> reasons.putIfAbsent(i, kind)));
        }
        for (FindingKind kind : List.of(FindingKind.COPY, FindingKind.NEAR_COPY)) {
            audit.groups(kind).forEach(group -> keepOne(audit, group, kind, reasons));
        }
        Map<FindingKind, Integer> removed = new EnumMap<>(FindingKind.class);
        reasons.values().forEach(kind -> removed.merge(kind, 1, Integer::sum));
        return new Cleaning(
                IntStream.range(0, audit.data().size())
                        .filter(i -> !reasons.containsKey(i))
                        .boxed()
                        .toList(),
                removed);
    }

    private static void keepOne(Audit audit, List<Integer> group, FindingKind kind, Map<Integer, FindingKind> reasons) {
        List<Integer> left = group.stream().filter(i -> !reasons.containsKey(i)).toList();
        int kept = left.stream()
                .reduce((one, other) -> part(audit, other) > part(audit, one) ? other : one)
                .orElse(-1);
        left.stream().filter(i -> i != kept).forEach(i -> reasons.put(i, kind));
    }

    private static int part(Audit audit, int index) {
        return audit.data().usage(index).map(Enum::ordinal).orElse(0);
    }

    /** Number of pictures that go. */
    public int removedCount() {
        return removed.values().stream().mapToInt(Integer::intValue).sum();
    }
}
