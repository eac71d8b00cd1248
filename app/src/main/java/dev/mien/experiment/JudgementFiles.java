package dev.mien.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.Emotion;
import dev.mien.evaluation.ClassScores;
import dev.mien.evaluation.Evaluation;
import dev.mien.evaluation.Interval;
import dev.mien.evaluation.Predictions;
import dev.mien.io.WholeFile;
import java.nio.file.Path;

/** A judgement as files for other programs: evaluation.json, classification_report.txt, confusion_matrix.csv, predictions.csv. */
final class JudgementFiles {
    private static final int DIGITS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private JudgementFiles() {}

    static void write(Path folder, Judgement judgement) {
        Evaluation evaluation = judgement.evaluation();
        WholeFile.writeWithFolder(
                folder.resolve("evaluation.json"), json(judgement).toPrettyString() + "\n");
        WholeFile.writeWithFolder(
                folder.resolve("classification_report.txt"), evaluation.report().text(DIGITS));
        WholeFile.writeWithFolder(
                folder.resolve("confusion_matrix.csv"), evaluation.matrix().toCsv());
        writePredictions(folder.resolve("predictions.csv"), judgement.predictions());
    }

    private static ObjectNode json(Judgement judgement) {
        Evaluation evaluation = judgement.evaluation();
        Interval interval = evaluation.accuracyInterval();
        ObjectNode root = JSON.createObjectNode();
        root.put("split", judgement.part())
                .put("n", evaluation.n())
                .put("accuracy", evaluation.accuracy())
                .put("loss", evaluation.loss())
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
                    .put("support", scores.support());
        }
        return root;
    }

    /** A line a face: its row in the source from 0, truth, prediction, and the probability of each class. */
    private static void writePredictions(Path file, Predictions predictions) {
        StringBuilder text = new StringBuilder("row,truth,predicted");
        Emotion.all().forEach(emotion -> text.append(',').append(emotion.label()));
        text.append('\n');
        for (int i = 0; i < predictions.size(); i++) {
            text.append(predictions.row(i)).append(',').append(label(predictions.truth(i)));
            text.append(',').append(label(predictions.predicted(i)));
            for (int c = 0; c < Emotion.COUNT; c++) {
                text.append(',').append(predictions.probability(i, c));
            }
            text.append('\n');
        }
        WholeFile.writeWithFolder(file, text.toString());
    }

    private static String label(int code) {
        return Emotion.ofCode(code).label();
    }
}
