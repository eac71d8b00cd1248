package dev.mien.audit;

import dev.mien.dataset.Dataset;
import dev.mien.dataset.FerPlus;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is wrong in a data set. What a model disputes is found elsewhere and would be one more kind of finding here.
 *
 * @param data what was looked at; pictures are positions in it
 * @param findings one for each kind that was looked for, also where nothing was found
 * @param nearCopies the pairs behind the near copies, by their first, then their second picture
 * @param agreement of the labels with FER+; empty where no votes were given
 */
public record Audit(
        Dataset data,
        Map<FindingKind, Finding> findings,
        List<NearCopy> nearCopies,
        Optional<FerPlusAgreement> agreement) {
    public Audit {
        findings = Collections.unmodifiableMap(new EnumMap<>(findings));
        nearCopies = List.copyOf(nearCopies);
    }

    /** Looks for everything that needs no votes. */
    public static Audit of(Dataset data) {
        return new Auditor(data, Optional.empty()).audit();
    }

    /**
     * Looks for everything.
     *
     * @throws dev.mien.InvalidInputException if the votes do not belong to the data
     */
    public static Audit of(Dataset data, FerPlus votes) {
        return new Auditor(data, Optional.of(votes.requireFor(data))).audit();
    }

    /** What was found of a kind; empty if it was not looked for. */
    public Optional<Finding> finding(FindingKind kind) {
        return Optional.ofNullable(findings.get(kind));
    }

    /** The groups of a kind, none if it was not looked for. */
    List<List<Integer>> groups(FindingKind kind) {
        return finding(kind).map(Finding::groups).orElse(List.of());
    }
}
