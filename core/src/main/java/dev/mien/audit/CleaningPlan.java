package dev.mien.audit;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a {@link Cleaning} takes out.
 *
 * @param kinds findings whose pictures go; of the groups of {@link FindingKind#COPY} and {@link FindingKind#NEAR_COPY} one stays
 * @param keepTests whether pictures of PublicTest and PrivateTest stay whatever was found, so that a test remains what it is elsewhere
 */
public record CleaningPlan(Set<FindingKind> kinds, boolean keepTests) {
    /** Everything but what a model disputes, in all parts. Leaks go with the copies that they are. */
    public static final CleaningPlan USUAL = new CleaningPlan(
            EnumSet.complementOf(EnumSet.of(FindingKind.LEAK, FindingKind.NEAR_LEAK, FindingKind.DISPUTED)), false);

    public CleaningPlan {
        Set<FindingKind> copy = EnumSet.noneOf(FindingKind.class);
        copy.addAll(kinds);
        kinds = Collections.unmodifiableSet(copy);
    }
}
