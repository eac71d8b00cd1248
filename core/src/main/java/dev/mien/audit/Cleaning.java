package dev.mien.audit;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The data without what an audit found. A picture is removed for the first of these reasons that the plan names and
 * that holds: it is blank, nearly constant, not a face, or unknown; its exact copies, then its near copies, contradict
 * its label (all of them are removed, because no one knows which label is right); it leaks, exactly or nearly; its
 * label is disputed; it is an exact, then a near copy of a picture that stays.
 *
 * <p>One picture of a group of copies stays: the one in the part used last (PrivateTest, then PublicTest, then
 * Training), and among those the one with the lowest row. So no part has a copy in another part, and the test parts
 * lose least. If the plan keeps the tests, a group's copies in Training are removed when a test has one of the group.
 *
 * @param plan what was to be removed
 * @param kept positions in the data of the pictures that stay, ascending
 * @param removed number of removed pictures for each reason
 */
public record Cleaning(CleaningPlan plan, List<Integer> kept, Map<FindingKind, Integer> removed) {
    private static final List<FindingKind> WHOLE = List.of(
            FindingKind.BLANK,
            FindingKind.FLAT,
            FindingKind.NOT_A_FACE,
            FindingKind.UNKNOWN,
            FindingKind.CONFLICT,
            FindingKind.NEAR_CONFLICT,
            FindingKind.LEAK,
            FindingKind.NEAR_LEAK,
            FindingKind.DISPUTED);

    public Cleaning {
        kept = List.copyOf(kept);
        removed = Collections.unmodifiableMap(new EnumMap<>(removed));
    }

    /** Applies the usual plan. */
    public static Cleaning of(Audit audit) {
        return of(audit, CleaningPlan.USUAL);
    }

    /** Applies a plan. */
    public static Cleaning of(Audit audit, CleaningPlan plan) {
        Map<Integer, FindingKind> reasons = new HashMap<>();
        IntPredicate mayGo = i -> !plan.keepTests() || part(audit, i) == 0;
        WHOLE.stream()
                .filter(plan.kinds()::contains)
                .flatMap(kind -> audit.finding(kind).stream())
                .forEach(finding -> finding.pictures().stream()
                        .filter(mayGo::test)
                        .forEach(i -> reasons.putIfAbsent(i, finding.kind())));
        Stream.of(FindingKind.COPY, FindingKind.NEAR_COPY)
                .filter(plan.kinds()::contains)
                .forEach(kind -> audit.groups(kind).forEach(group -> keepOne(audit, group, kind, mayGo, reasons)));
        Map<FindingKind, Integer> removed = new EnumMap<>(FindingKind.class);
        reasons.values().forEach(kind -> removed.merge(kind, 1, Integer::sum));
        return new Cleaning(
                plan,
                IntStream.range(0, audit.data().size())
                        .filter(i -> !reasons.containsKey(i))
                        .boxed()
                        .toList(),
                removed);
    }

    private static void keepOne(
            Audit audit, List<Integer> group, FindingKind kind, IntPredicate mayGo, Map<Integer, FindingKind> reasons) {
        List<Integer> left = group.stream().filter(i -> !reasons.containsKey(i)).toList();
        int kept = left.stream()
                .reduce((one, other) -> part(audit, other) > part(audit, one) ? other : one)
                .orElse(-1);
        left.stream().filter(i -> i != kept && mayGo.test(i)).forEach(i -> reasons.put(i, kind));
    }

    /** 0 for Training, and for data without an official split. */
    private static int part(Audit audit, int index) {
        return audit.data().usage(index).map(Enum::ordinal).orElse(0);
    }

    /** Number of removed pictures. */
    public int removedCount() {
        return removed.values().stream().mapToInt(Integer::intValue).sum();
    }
}
