package dev.mien.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.Emotion;
import dev.mien.LabelSet;
import dev.mien.audit.Audit;
import dev.mien.audit.Cleaning;
import dev.mien.audit.Disputes;
import dev.mien.audit.FerPlusAgreement;
import dev.mien.audit.Finding;
import dev.mien.audit.NearCopy;
import dev.mien.dataset.Dataset;
import dev.mien.io.AtomicFile;
import dev.mien.report.HtmlReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An audit as files: {@code audit.html} for people, {@code audit.json} for other programs. Rows are numbered from 0.
 */
public final class AuditFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AuditFiles() {}

    /** The page's file in a folder. */
    public static Path page(Path folder) {
        return folder.resolve("audit.html");
    }

    /** Writes both files, each whole or not at all. */
    public static void write(Path folder, Audit audit, Optional<Cleaning> cleaning) {
        AtomicFile.writeWithFolder(folder.resolve("audit.json"), json(audit, cleaning) + "\n");
        HtmlReport.write(AuditReport.of(audit, cleaning), page(folder));
    }

    private static ObjectNode json(Audit audit, Optional<Cleaning> cleaning) {
        Dataset data = audit.data();
        ObjectNode root = JSON.createObjectNode();
        root.put("source", data.source()).put("sha256", data.sha256()).put("rows", data.size());
        ObjectNode parts = root.putObject("classes");
        ClassCounts.of(data).forEach((part, counts) -> putCounts(parts.putObject(part), data.labelSet(), counts));
        ObjectNode findings = root.putObject("findings");
        audit.findings().values().forEach(finding -> put(findings, finding, data));
        ArrayNode pairs = root.putArray("near_copies");
        audit.nearCopies().forEach(pair -> put(pairs.addObject(), pair, data));
        audit.agreement().ifPresent(agreement -> put(root.putObject("ferplus"), agreement));
        audit.disputes().ifPresent(disputes -> put(root.putObject("disputes"), disputes, data));
        cleaning.ifPresent(clean -> {
            ObjectNode node = root.putObject("clean").put("kept", clean.kept().size());
            ArrayNode kinds = node.put("keep_tests", clean.plan().keepTests()).putArray("kinds");
            clean.plan().kinds().forEach(kind -> kinds.add(kind.key()));
            ObjectNode removed = node.putObject("removed");
            clean.removed().forEach((kind, count) -> removed.put(kind.key(), count));
        });
        return root;
    }

    private static void putCounts(ObjectNode node, LabelSet labels, int[] counts) {
        for (int code = 0; code < counts.length; code++) {
            node.put(labels.label(code).name(), counts[code]);
        }
    }

    private static void put(ObjectNode findings, Finding finding, Dataset data) {
        ObjectNode node = findings.putObject(finding.kind().key());
        node.put("rows", finding.count()).put("groups", finding.groups().size());
        putRows(node.putArray("row_numbers"), finding.pictures(), data);
        if (finding.groups().stream().anyMatch(group -> group.size() > 1)) {
            ArrayNode groups = node.putArray("row_numbers_by_group");
            finding.groups().forEach(group -> putRows(groups.addArray(), group, data));
        }
    }

    private static void putRows(ArrayNode node, List<Integer> pictures, Dataset data) {
        pictures.forEach(picture -> node.add(data.row(picture)));
    }

    private static void put(ObjectNode node, NearCopy pair, Dataset data) {
        node.put("first", data.row(pair.first()))
                .put("second", data.row(pair.second()))
                .put("mirrored", pair.mirrored())
                .put("shift_x", pair.shiftX())
                .put("shift_y", pair.shiftY())
                .put("brightness", pair.brightness())
                .put("correlation", pair.correlation());
    }

    private static void put(ObjectNode node, FerPlusAgreement agreement) {
        node.put("rule", agreement.rule().key()).put("n", agreement.n()).put("agreement", agreement.share());
        ObjectNode classes = node.putObject("classes");
        for (Emotion emotion : Emotion.all()) {
            classes.putObject(emotion.label())
                    .put("n", agreement.labelled().get(emotion.code()))
                    .put("agreement", agreement.share(emotion));
        }
    }

    private static void put(ObjectNode node, Disputes disputes, Dataset data) {
        ArrayNode models = node.put("method", "confident learning, arXiv 1911.00068")
                .put("basis", disputes.basis())
                .put("rows_out_of_fold", disputes.outOfFold())
                .put("rows_in_sample", disputes.inSample())
                .putArray("models");
        disputes.models().forEach(models::add);
        ArrayNode ranked = node.putArray("ranked");
        disputes.list()
                .forEach(dispute -> ranked.addObject()
                        .put("row", data.row(dispute.picture()))
                        .put("label", dispute.label().name())
                        .put("proposed", dispute.proposed().name())
                        .put("label_probability", dispute.labelProbability())
                        .put("proposed_probability", dispute.proposedProbability())
                        .put("margin", dispute.margin())
                        .put("in_sample", dispute.inSample()));
    }
}
