package dev.mien.audit;

import dev.mien.dataset.Dataset;
import dev.mien.dataset.FerPlus;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is wrong in a data set. A model's opinion on the labels may be part of it; the caller asks the model.
 *
 * @param data the audited data; the findings name pictures by their positions in it
 * @param findings one for each kind that the audit looked for, even if it found nothing
 * @param nearCopies the pairs behind the near copies, sorted by their first, then their second picture
 * @param agreement of the labels with FER+; empty without votes
 * @param disputes of the labels by models; empty without models
 */
public record Audit(
        Dataset data,
        Map<FindingKind, Finding> findings,
        List<NearCopy> nearCopies,
        Optional<FerPlusAgreement> agreement,
        Optional<Disputes> disputes) {
    public Audit {
        findings = Collections.unmodifiableMap(new EnumMap<>(findings));
        nearCopies = List.copyOf(nearCopies);
    }

    /** Looks for everything that needs neither votes nor a model. */
    public static Audit of(Dataset data) {
        return of(data, Optional.empty(), Optional.empty());
    }

    /**
     * Looks for everything that needs no model.
     *
     * @throws dev.mien.InvalidInputException if the votes do not belong to the data
     */
    public static Audit of(Dataset data, FerPlus votes) {
        return of(data, Optional.of(votes), Optional.empty());
    }

    /**
     * Looks for everything that can be found with what is given.
     *
     * @throws dev.mien.InvalidInputException if the votes or the opinion do not belong to the data
     */
    public static Audit of(Dataset data, Optional<FerPlus> votes, Optional<SecondOpinion> opinion) {
        votes.ifPresent(given -> given.requireFor(data));
        opinion.ifPresent(given -> given.requireFor(data));
        return new Auditor(data, votes, opinion).audit();
    }

    /** The finding of a kind; empty if the audit did not look for it. */
    public Optional<Finding> finding(FindingKind kind) {
        return Optional.ofNullable(findings.get(kind));
    }

    /** The groups of a kind; an empty list if the audit did not look for it. */
    List<List<Integer>> groups(FindingKind kind) {
        return finding(kind).map(Finding::groups).orElse(List.of());
    }
}
