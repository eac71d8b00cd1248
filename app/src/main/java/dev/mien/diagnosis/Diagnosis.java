package dev.mien.diagnosis;

import java.util.List;

/**
 * Everything that was looked at, in order.
 *
 * @param checks of one section after the other
 */
public record Diagnosis(List<Check> checks) {
    /** Copies the list. */
    public Diagnosis {
        checks = List.copyOf(checks);
    }

    /** Whether anything is broken. */
    public boolean isBroken() {
        return !broken().isEmpty();
    }

    /** What is broken. */
    public List<Check> broken() {
        return checks.stream()
                .filter(check -> check.outcome() == Check.Outcome.FAILED)
                .toList();
    }
}
