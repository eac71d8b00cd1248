package dev.mien.audit;

import dev.mien.dataset.Dataset;
import dev.mien.dataset.DuplicateGroups;
import dev.mien.dataset.FerPlus;
import dev.mien.dataset.FerPlusClass;
import dev.mien.dataset.FerPlusRule;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Makes an {@link Audit}. */
final class Auditor {
    private final Dataset data;
    private final Optional<FerPlus> votes;
    private final Optional<SecondOpinion> opinion;
    private final Map<FindingKind, Finding> findings = new EnumMap<>(FindingKind.class);

    Auditor(Dataset data, Optional<FerPlus> votes, Optional<SecondOpinion> opinion) {
        this.data = data;
        this.votes = votes;
        this.opinion = opinion;
    }

    Audit audit() {
        PictureContent content = PictureContent.of(data);
        put(Finding.ofPictures(FindingKind.BLANK, content.blank()));
        put(Finding.ofPictures(FindingKind.FLAT, content.flat()));
        List<List<Integer>> copies = exactCopies();
        judgeCopies(copies, FindingKind.COPY, FindingKind.LEAK, FindingKind.CONFLICT, Set.of());
        List<NearCopy> pairs = NearCopies.among(data, candidates(copies, content));
        judgeCopies(
                nearCopies(copies, pairs),
                FindingKind.NEAR_COPY,
                FindingKind.NEAR_LEAK,
                FindingKind.NEAR_CONFLICT,
                leaks());
        votes.ifPresent(this::judgeVotes);
        Optional<Disputes> disputes = opinion.map(Disputes::of);
        disputes.ifPresent(this::judgeLabels);
        return new Audit(
                data,
                findings,
                pairs,
                votes.map(given -> FerPlusAgreement.of(data, given, FerPlusRule.PROBABILITY)),
                disputes);
    }

    private void put(Finding finding) {
        findings.put(finding.kind(), finding);
    }

    private List<List<Integer>> exactCopies() {
        return DuplicateGroups.of(data).stream()
                .map(group -> Arrays.stream(group).boxed().toList())
                .toList();
    }

    /**
     * The first picture of each group of exact copies, and all pictures without copies. Pictures without content are
     * left out.
     */
    private int[] candidates(List<List<Integer>> copies, PictureContent content) {
        BitSet repeated = new BitSet(data.size());
        copies.forEach(group -> group.subList(1, group.size()).forEach(repeated::set));
        return IntStream.range(0, data.size())
                .filter(i -> !repeated.get(i) && content.isVisible(i))
                .toArray();
    }

    private List<List<Integer>> nearCopies(List<List<Integer>> copies, List<NearCopy> pairs) {
        Unions unions = new Unions(data.size());
        copies.forEach(group -> group.forEach(i -> unions.join(group.get(0), i)));
        BitSet near = new BitSet(data.size());
        pairs.forEach(pair -> unions.join(pair.first(), pair.second()));
        pairs.forEach(pair -> near.set(unions.root(pair.first())));
        return unions.groups().stream().filter(group -> near.get(group.get(0))).toList();
    }

    /** @param known leaks that are already reported */
    private void judgeCopies(
            List<List<Integer>> groups, FindingKind copy, FindingKind leak, FindingKind conflict, Set<Integer> known) {
        put(Finding.ofGroups(copy, groups));
        put(Finding.ofGroups(
                conflict,
                groups.stream()
                        .filter(group ->
                                group.stream().map(data::label).distinct().count() > 1)
                        .toList()));
        if (data.hasUsages()) {
            put(leaks(leak, groups, known));
        }
    }

    private Finding leaks(FindingKind kind, List<List<Integer>> groups, Set<Integer> known) {
        Set<Integer> late = new TreeSet<>();
        for (List<Integer> group : groups) {
            int earliest = group.stream().mapToInt(this::part).min().orElseThrow();
            group.stream().filter(i -> part(i) > earliest && !known.contains(i)).forEach(late::add);
        }
        return new Finding(
                kind,
                groups.stream()
                        .filter(group -> group.stream().anyMatch(late::contains))
                        .toList(),
                List.copyOf(late));
    }

    /** Training 0, PublicTest 1, PrivateTest 2: the order in which an experiment uses them. */
    private int part(int index) {
        return data.usage(index).orElseThrow().ordinal();
    }

    private Set<Integer> leaks() {
        return Optional.ofNullable(findings.get(FindingKind.LEAK))
                .map(finding -> Set.copyOf(finding.pictures()))
                .orElse(Set.of());
    }

    private void judgeVotes(FerPlus given) {
        put(Finding.ofPictures(FindingKind.NOT_A_FACE, withMajority(given, FerPlusClass.NOT_A_FACE)));
        put(Finding.ofPictures(FindingKind.UNKNOWN, withMajority(given, FerPlusClass.UNKNOWN)));
    }

    private void judgeLabels(Disputes disputes) {
        put(Finding.ofPictures(
                FindingKind.DISPUTED,
                disputes.list().stream().map(Disputes.Dispute::picture).sorted().toList()));
    }

    private List<Integer> withMajority(FerPlus given, FerPlusClass choice) {
        return IntStream.range(0, data.size())
                .filter(i -> given.votes(data.row(i)).majority().equals(Optional.of(choice)))
                .boxed()
                .toList();
    }
}
