package dev.mien.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.Emotion;
import dev.mien.evaluation.ClassScores;
import dev.mien.evaluation.Evaluation;
import dev.mien.evaluation.Interval;
import dev.mien.evaluation.PredictionsCsv;
import dev.mien.evaluation.robustness.RobustnessCard;
import dev.mien.io.AtomicFile;
import dev.mien.judging.Judgement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Writes a judgement as files for other programs: evaluation.json, classification_report.txt, confusion_matrix.csv,
 * predictions.csv.
 */
final class JudgementFiles {
    /** Name of the file with the scores. */
    static final String EVALUATION = "evaluation.json";

    /** Name of the file with the robustness card. */
    static final String ROBUSTNESS = "robustness.json";

    private static final int DIGITS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private JudgementFiles() {}

    static void write(Path folder, Judgement judgement) {
        Evaluation evaluation = judgement.evaluation();
        AtomicFile.writeWithFolder(folder.resolve(EVALUATION), json(judgement).toPrettyString() + "\n");
        AtomicFile.writeWithFolder(
                folder.resolve("classification_report.txt"), evaluation.report().text(DIGITS));
        AtomicFile.writeWithFolder(
                folder.resolve("confusion_matrix.csv"), evaluation.matrix().toCsv());
        AtomicFile.writeWithFolder(folder.resolve(PredictionsCsv.NAME), PredictionsCsv.text(judgement.predictions()));
    }

    /**
     * A judgement as JSON, with the names of what was judged.
     *
     * @param models names of the judged models
     */
    static ObjectNode json(Judgement judgement, List<String> models, Optional<RobustnessCard> robustness) {
        ObjectNode root = JSON.createObjectNode();
        models.forEach(root.putArray("model")::add);
        root.setAll(json(judgement));
        robustness.ifPresent(card -> root.set("robustness", json(card)));
        return root;
    }

    private static ObjectNode json(Judgement judgement) {
        Evaluation evaluation = judgement.evaluation();
        Interval interval = evaluation.accuracyInterval();
        ObjectNode root = JSON.createObjectNode();
        root.put("data", judgement.faces().source())
                .put("split", judgement.part())
                .put("n", evaluation.n())
                .put("accuracy", evaluation.accuracy())
                .put("loss", evaluation.loss())
                .put("cross_entropy", judgement.crossEntropy())
                .put("penalty", judgement.penalty())
                .put("macro_f1", evaluation.macroF1())
                .put("balanced_accuracy", evaluation.balancedAccuracy());
        root.putArray("accuracy_interval_95").add(interval.low()).add(interval.high());
        ObjectNode classes = root.putObject("classes");
        for (Emotion emotion : Emotion.all()) {
            ClassScores scores = evaluation.scores(emotion);
            classes.putObject(emotion.label())
                    .put("precision", scores.precision())
                    .put("recall", scores.recall())
                    .put("f1", scores.f1())
                    .put("support", scores.support())
                    .put("answers", evaluation.matrix().predictedTotal(emotion));
        }
        Judgement.Protocol protocol = judgement.protocol();
        root.put("rule", protocol.rule())
                .put("split_source", protocol.splitSource())
                .put("models", protocol.models())
                .put("views", protocol.views())
                .put("expected_calibration_error", judgement.calibrationError());
        protocol.weights().forEach(root.putArray("weights")::add);
        judgement
                .calibratedError()
                .ifPresent(error -> root.putObject("calibrated")
                        .put("temperature", protocol.temperature().orElseThrow().value())
                        .put("expected_calibration_error", error));
        judgement.copies().ifPresent(copies -> write(copies, root.putObject("training_copies")));
        judgement.ferPlus().ifPresent(ferPlus -> FerPlusJson.write(ferPlus, root.putObject("ferplus")));
        return root;
    }

    private static void write(Judgement.CopyScores copies, ObjectNode node) {
        node.put("rows", copies.rows());
        writeScores(copies.with(), node.putObject("with"));
        copies.without().ifPresent(evaluation -> writeScores(evaluation, node.putObject("without")));
        if (!copies.strangers().isEmpty()) {
            copies.strangers().forEach(node.putArray("training_rows_unknown_of")::add);
        }
    }

    private static void writeScores(Evaluation evaluation, ObjectNode node) {
        Interval interval = evaluation.accuracyInterval();
        node.put("n", evaluation.n())
                .put("accuracy", evaluation.accuracy())
                .put("macro_f1", evaluation.macroF1())
                .put("balanced_accuracy", evaluation.balancedAccuracy());
        node.putArray("accuracy_interval_95").add(interval.low()).add(interval.high());
        ObjectNode recalls = node.putObject("recall");
        Emotion.all()
                .forEach(emotion ->
                        recalls.put(emotion.label(), evaluation.scores(emotion).recall()));
    }

    /** Writes a robustness card: robustness.json. */
    static void write(Path folder, RobustnessCard card) {
        AtomicFile.writeWithFolder(folder.resolve(ROBUSTNESS), json(card).toPrettyString() + "\n");
    }

    private static ObjectNode json(RobustnessCard card) {
        ObjectNode root = JSON.createObjectNode().put("seed", card.seed());
        writeScores(card.unchanged(), root.putObject("unchanged"));
        ArrayNode lines = root.putArray("disturbances");
        card.lines()
                .forEach(line -> writeScores(
                        line.evaluation(),
                        lines.addObject()
                                .put("kind", line.disturbance().kind())
                                .put("severity", line.disturbance().severity())));
        return root;
    }
}
