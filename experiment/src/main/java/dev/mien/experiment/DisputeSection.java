package dev.mien.experiment;

import dev.mien.LabelSet;
import dev.mien.audit.Disputes;
import dev.mien.audit.FindingKind;
import dev.mien.chart.SamplePicture;
import dev.mien.dataset.Dataset;
import dev.mien.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The section of an audit's page with the labels that models dispute. */
final class DisputeSection {
    private static final int MOST_FACES = 48;

    private DisputeSection() {}

    static Report.Section of(Disputes disputes, Dataset data) {
        List<Report.Block> blocks = new ArrayList<>();
        blocks.add(new Report.Text(FindingKind.DISPUTED.explanation() + " "
                + String.format(Locale.ROOT, "%,d rows.", disputes.list().size())
                + " A dispute is not a mistake: the models may be wrong."));
        blocks.add(new Report.Text(disputes.basis()));
        blocks.add(new Report.Text("Models: " + String.join(", ", disputes.models()) + "."));
        if (!disputes.list().isEmpty()) {
            blocks.add(table(disputes, data.labelSet()));
            blocks.add(new Report.Text(
                    disputes.list().size() <= MOST_FACES
                            ? "The page shows all, the most disputed first."
                            : "The page shows the " + MOST_FACES + " most disputed. audit.json lists all."));
            blocks.add(gallery(disputes, data));
        }
        return new Report.Section(FindingKind.DISPUTED.title(), blocks);
    }

    /** A table: rows are labels, columns are the models' proposals. */
    private static Report.Table table(Disputes disputes, LabelSet labels) {
        List<String> names = labels.names();
        int[][] counts = new int[names.size()][names.size()];
        disputes.list()
                .forEach(dispute -> counts[names.indexOf(dispute.label().name())][
                        names.indexOf(dispute.proposed().name())]++);
        List<String> header = new ArrayList<>(List.of("label \\ proposal"));
        List<List<String>> rows = new ArrayList<>();
        for (int label = 0; label < names.size(); label++) {
            header.add(names.get(label));
            List<String> row = new ArrayList<>(List.of(names.get(label)));
            for (int proposed = 0; proposed < names.size(); proposed++) {
                row.add(label == proposed ? "–" : String.format(Locale.ROOT, "%,d", counts[label][proposed]));
            }
            rows.add(row);
        }
        return new Report.Table(header, rows);
    }

    private static Report.Gallery gallery(Disputes disputes, Dataset data) {
        return new Report.Gallery(List.of(new Report.Card(
                "label → proposal; part, row, margin; * in-sample",
                disputes.list().stream()
                        .limit(MOST_FACES)
                        .map(dispute -> thumbnail(dispute, data))
                        .toList())));
    }

    private static Report.Thumbnail thumbnail(Disputes.Dispute dispute, Dataset data) {
        int picture = dispute.picture();
        String part = data.usage(picture).map(usage -> usage.label() + " ").orElse("");
        return new Report.Thumbnail(
                SamplePicture.of(data, picture),
                dispute.label().name() + " → " + dispute.proposed().name(),
                String.format(
                        Locale.ROOT,
                        "%s%d, %.2f%s",
                        part,
                        data.row(picture),
                        dispute.margin(),
                        dispute.inSample() ? " *" : ""));
    }
}
