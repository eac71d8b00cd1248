package dev.mien.experiment;

import dev.mien.Emotion;
import dev.mien.audit.Audit;
import dev.mien.audit.Cleaning;
import dev.mien.audit.FerPlusAgreement;
import dev.mien.audit.Finding;
import dev.mien.audit.FindingKind;
import dev.mien.audit.NearCopy;
import dev.mien.chart.ClassDistributionChart;
import dev.mien.chart.SamplePicture;
import dev.mien.dataset.Dataset;
import dev.mien.report.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page of an audit: the findings with their pictures. */
final class AuditReport {
    private static final int MOST_CARDS = 24;
    private static final int MOST_FACES = 8;

    private final Audit audit;
    private final Dataset data;

    private AuditReport(Audit audit) {
        this.audit = audit;
        this.data = audit.data();
    }

    static Report of(Audit audit, Optional<Cleaning> cleaning) {
        return new AuditReport(audit).report(cleaning);
    }

    private Report report(Optional<Cleaning> cleaning) {
        List<Report.Section> sections = new ArrayList<>();
        sections.add(overview());
        cleaning.ifPresent(clean -> sections.add(cleaned(clean)));
        sections.add(balance());
        audit.agreement().ifPresent(agreement -> sections.add(agreement(agreement)));
        for (Finding finding : audit.findings().values()) {
            if (finding.count() > 0 && !finding.kind().needsModel()) {
                sections.add(finding(finding));
            }
        }
        audit.disputes().ifPresent(disputes -> sections.add(DisputeSection.of(disputes, data)));
        return new Report(
                "What is wrong in " + data.source(),
                count(data.size()) + " pictures of " + data.width() + "x" + data.height()
                        + ". Rows are numbered from 0.",
                figures(),
                sections);
    }

    private List<Report.Figure> figures() {
        List<Report.Figure> figures = new ArrayList<>();
        figure(figures, "rows with an exact copy", FindingKind.COPY);
        figure(figures, "rows with a near copy", FindingKind.NEAR_COPY);
        audit.finding(FindingKind.LEAK)
                .ifPresent(leak -> figures.add(new Report.Figure(
                        count(leak.count()),
                        "test rows with a copy in an earlier part",
                        "and " + rows(FindingKind.NEAR_LEAK) + " more as near copies")));
        figure(figures, "rows whose exact copies contradict", FindingKind.CONFLICT);
        figures.add(new Report.Figure(
                rows(FindingKind.BLANK), "blank pictures", "and " + rows(FindingKind.FLAT) + " nearly constant"));
        audit.agreement()
                .ifPresent(agreement -> figures.add(new Report.Figure(
                        Numbers.percent(agreement.share()),
                        "of labels agree with FER+",
                        "of " + count(agreement.n()) + " rows; rule: "
                                + agreement.rule().key())));
        audit.disputes()
                .ifPresent(disputes -> figures.add(new Report.Figure(
                        count(disputes.list().size()),
                        "labels that a model disputes",
                        count(disputes.outOfFold()) + " rows judged out-of-fold, " + count(disputes.inSample())
                                + " in-sample")));
        return figures;
    }

    private void figure(List<Report.Figure> figures, String name, FindingKind kind) {
        audit.finding(kind)
                .ifPresent(f -> figures.add(new Report.Figure(
                        count(f.count()), name, "in " + count(f.groups().size()) + " groups")));
    }

    private String rows(FindingKind kind) {
        return count(audit.finding(kind).map(Finding::count).orElse(0));
    }

    private Report.Section overview() {
        List<List<String>> rows = audit.findings().values().stream()
                .map(f -> List.of(
                        f.kind().title(),
                        f.kind().key(),
                        count(f.count()),
                        isGrouped(f) ? count(f.groups().size()) : "–",
                        Numbers.percent((double) f.count() / data.size())))
                .toList();
        return new Report.Section(
                "Findings",
                List.of(new Report.Table(List.of("finding", "name", "rows", "groups", "share of rows"), rows)));
    }

    private static boolean isGrouped(Finding finding) {
        return finding.groups().stream().anyMatch(group -> group.size() > 1);
    }

    private Report.Section cleaned(Cleaning clean) {
        List<List<String>> rows = new ArrayList<>();
        clean.removed().forEach((kind, count) -> rows.add(List.of(kind.title(), count(count))));
        rows.add(List.of("all", count(clean.removedCount())));
        return new Report.Section(
                "Cleaned",
                List.of(
                        new Report.Text(count(clean.kept().size()) + " of " + count(data.size()) + " rows stay. "
                                + "One row of a group of copies stays, in PrivateTest before PublicTest before"
                                + " Training. If the labels of copies contradict each other, all of them are removed. "
                                + (clean.plan().keepTests() ? "All rows of PublicTest and PrivateTest stay. " : "")
                                + "The cleaning looked for "
                                + clean.plan().kinds().stream()
                                        .map(FindingKind::key)
                                        .collect(Collectors.joining(", "))
                                + ". A row is counted under the first reason that holds."),
                        new Report.Table(List.of("removed", "rows"), rows)));
    }

    private Report.Section balance() {
        Map<String, int[]> counts = ClassCounts.of(data);
        List<List<String>> rows = new ArrayList<>();
        counts.forEach((part, classes) -> {
            List<String> row = new ArrayList<>(List.of(part));
            int most = 0;
            int least = Integer.MAX_VALUE;
            for (int count : classes) {
                row.add(count(count));
                most = Math.max(most, count);
                least = Math.min(least, count);
            }
            row.add(least == 0 ? "–" : String.format(Locale.ROOT, "%.1f", (double) most / least));
            rows.add(row);
        });
        List<String> header = new ArrayList<>(List.of("part"));
        header.addAll(data.labelSet().names());
        header.add("largest to smallest");
        return new Report.Section(
                "Balance of the classes",
                List.of(
                        new Report.Table(header, rows),
                        new Report.Picture(
                                ClassDistributionChart.of("Faces of each class", data.labelSet(), counts),
                                "Faces of each class")));
    }

    private Report.Section agreement(FerPlusAgreement agreement) {
        List<List<String>> rows = new ArrayList<>();
        for (Emotion emotion : Emotion.all()) {
            rows.add(List.of(
                    emotion.label(),
                    count(agreement.labelled().get(emotion.code())),
                    Numbers.percent(agreement.share(emotion))));
        }
        rows.add(List.of("all", count(agreement.n()), Numbers.percent(agreement.share())));
        return new Report.Section(
                "Agreement with FER+",
                List.of(
                        new Report.Text("The rows of each class whose label most of FER+'s taggers gave. Rows that most"
                                + " taggers called not a face or unknown are left out."),
                        new Report.Table(List.of("label", "rows", "agreement"), rows)));
    }

    private Report.Section finding(Finding finding) {
        List<Report.Block> blocks = new ArrayList<>();
        blocks.add(new Report.Text(finding.kind().explanation() + " " + count(finding.count()) + " rows"
                + (isGrouped(finding) ? " in " + count(finding.groups().size()) + " groups." : ".")));
        if (finding.kind() == FindingKind.NEAR_COPY) {
            blocks.add(changes());
            blocks.add(new Report.Text(shown(audit.nearCopies().size(), "pairs", "the least similar ones")));
            blocks.add(new Report.Gallery(doubtfulPairs()));
        } else {
            blocks.add(new Report.Text(shown(
                    finding.groups().size(), isGrouped(finding) ? "groups" : "pictures", "the largest groups first")));
            blocks.add(isGrouped(finding) ? new Report.Gallery(groups(finding)) : singles(finding));
        }
        return new Report.Section(finding.kind().title(), blocks);
    }

    private static String shown(int all, String what, String which) {
        return all <= MOST_CARDS
                ? "All of them are shown."
                : "The page shows " + MOST_CARDS + " of " + count(all) + " " + what
                        + ("pictures".equals(what) ? "." : ", " + which + ".") + " audit.json lists all.";
    }

    private Report.Table changes() {
        Map<String, Integer> counts = new TreeMap<>();
        audit.nearCopies().forEach(pair -> counts.merge(pair.change(), 1, Integer::sum));
        return new Report.Table(
                List.of("change from one to the other", "pairs"),
                counts.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .map(entry -> List.of(entry.getKey(), count(entry.getValue())))
                        .toList());
    }

    private List<Report.Card> doubtfulPairs() {
        return audit.nearCopies().stream()
                .sorted(Comparator.comparingDouble(NearCopy::correlation))
                .limit(MOST_CARDS)
                .map(pair -> new Report.Card(
                        pair.change() + "; " + String.format(Locale.ROOT, "%.3f", pair.correlation()),
                        List.of(thumbnail(pair.first()), thumbnail(pair.second()))))
                .toList();
    }

    private List<Report.Card> groups(Finding finding) {
        return finding.groups().stream()
                .sorted(Comparator.comparingInt(group -> -group.size()))
                .limit(MOST_CARDS)
                .map(this::card)
                .toList();
    }

    private Report.Card card(List<Integer> group) {
        String rest = group.size() <= MOST_FACES ? "" : "and " + count(group.size() - MOST_FACES) + " more";
        return new Report.Card(
                rest, group.stream().limit(MOST_FACES).map(this::thumbnail).toList());
    }

    private Report.Gallery singles(Finding finding) {
        return new Report.Gallery(List.of(new Report.Card(
                "",
                finding.pictures().stream()
                        .limit(MOST_CARDS)
                        .map(this::thumbnail)
                        .toList())));
    }

    private Report.Thumbnail thumbnail(int picture) {
        String part = data.usage(picture).map(usage -> usage.label() + " ").orElse("");
        return new Report.Thumbnail(
                SamplePicture.of(data, picture), data.emotion(picture).label(), part + data.row(picture));
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
