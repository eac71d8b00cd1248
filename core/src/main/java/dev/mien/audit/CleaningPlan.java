package dev.mien.audit;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a {@link Cleaning} removes.
 *
 * @param kinds findings whose pictures are removed; one picture of each group of {@link FindingKind#COPY} and
 *     {@link FindingKind#NEAR_COPY} stays
 * @param keepTests whether all pictures of PublicTest and PrivateTest stay, so that scores remain comparable with
 *     others
 */
public record CleaningPlan(Set<FindingKind> kinds, boolean keepTests) {
    /** Removes all findings except disputed labels, from all parts. Leaks are copies and are removed as copies. */
    public static final CleaningPlan USUAL = new CleaningPlan(
            EnumSet.complementOf(EnumSet.of(FindingKind.LEAK, FindingKind.NEAR_LEAK, FindingKind.DISPUTED)), false);

    public CleaningPlan {
        Set<FindingKind> copy = EnumSet.noneOf(FindingKind.class);
        copy.addAll(kinds);
        kinds = Collections.unmodifiableSet(copy);
    }
}
