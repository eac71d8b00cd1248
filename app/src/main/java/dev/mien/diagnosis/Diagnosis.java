package dev.mien.diagnosis;

import java.util.List;

/**
 * The results of all checks in order.
 *
 * @param checks ordered by section
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

    /** The broken things. */
    public List<Check> broken() {
        return checks.stream()
                .filter(check -> check.outcome() == Check.Outcome.FAILED)
                .toList();
    }
}
