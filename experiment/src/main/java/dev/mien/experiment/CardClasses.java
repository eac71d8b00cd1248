package dev.mien.experiment;

import dev.mien.LabelSet;
import dev.mien.evaluation.ClassScores;
import dev.mien.evaluation.ClassificationReport;
import dev.mien.evaluation.ConfusionMatrix;
import dev.mien.evaluation.Predictions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The part of a model card about each class: how often it is found, how often the model answers with it, and how sure
 * it is of that.
 *
 * @param judged answers to the judged faces
 * @param drawn answers to faces that Mien draws; empty for a model that names fewer than two emotions
 */
record CardClasses(Predictions judged, Optional<Predictions> drawn) {
    private static final int CONFUSIONS = 4;

    void write(Markdown page) {
        page.heading("Class by class");
        ConfusionMatrix matrix = ConfusionMatrix.of(judged);
        page.text(
                "*Answers* counts the faces that the model gives this answer, right or wrong. *Confidence* is its mean"
                        + " probability for these answers. An honest model has the confidence that its precision is.");
        writeTable(page, "class", judged);
        page.text(mostOverstated(matrix));
        List<String> mistakes = confusions(matrix);
        if (!mistakes.isEmpty()) {
            page.text("The most frequent mistakes: " + String.join("; ", mistakes) + ".");
        }
        drawn.ifPresent(answers -> writeDrawn(page, answers));
    }

    private static void writeDrawn(Markdown page, Predictions drawn) {
        page.text(String.format(
                Locale.ROOT,
                "On %,d faces that Mien draws, as many for each emotion, the model is right on %s. These pictures are"
                        + " unlike photos. They show which class attracts the answers when pictures are strange.",
                drawn.size(),
                Numbers.percent(ConfusionMatrix.of(drawn).accuracy())));
        writeTable(page, "drawn faces", drawn);
        page.text(mostOverstated(ConfusionMatrix.of(drawn)));
    }

    private static void writeTable(Markdown page, String name, Predictions answers) {
        ConfusionMatrix matrix = ConfusionMatrix.of(answers);
        ClassificationReport report = ClassificationReport.of(matrix);
        List<List<String>> rows = new ArrayList<>();
        LabelSet labels = matrix.labels();
        for (int code = 0; code < labels.size(); code++) {
            ClassScores scores = report.scores(code);
            rows.add(List.of(
                    labels.label(code).name(),
                    Numbers.three(scores.precision()),
                    Numbers.three(scores.recall()),
                    Numbers.three(scores.f1()),
                    counted(scores.support(), matrix.total()),
                    counted(matrix.predictedTotal(code), matrix.total()),
                    confidence(answers, code)));
        }
        page.table(List.of(name, "precision", "recall", "F1", "faces", "answers", "confidence"), rows);
    }

    /** The mean probability of a class over the faces that it is the answer to. */
    private static String confidence(Predictions answers, int code) {
        OptionalDouble mean = IntStream.range(0, answers.size())
                .filter(i -> answers.predicted(i) == code)
                .mapToDouble(answers::confidence)
                .average();
        return mean.isPresent() ? Numbers.three(mean.getAsDouble()) : "–";
    }

    private static String counted(int count, int all) {
        return String.format(Locale.ROOT, "%,d (%.1f %%)", count, 100.0 * count / all);
    }

    /** The class whose share of the answers exceeds its share of the faces the most. */
    private static String mostOverstated(ConfusionMatrix matrix) {
        int code = IntStream.range(0, matrix.labels().size())
                .boxed()
                .max(Comparator.comparingInt(each -> matrix.predictedTotal(each) - matrix.truthTotal(each)))
                .orElseThrow();
        if (matrix.predictedTotal(code) == matrix.truthTotal(code)) {
            return "Each class is answered as often as it is true.";
        }
        return String.format(
                Locale.ROOT,
                "The model answers %s too often: for %.1f %% of the faces, where it is true of %.1f %%.",
                matrix.labels().label(code).name(),
                100.0 * matrix.predictedTotal(code) / matrix.total(),
                100.0 * matrix.truthTotal(code) / matrix.total());
    }

    /** The off-diagonal cells with the largest share of their row. */
    private static List<String> confusions(ConfusionMatrix matrix) {
        record Cell(int truth, int predicted) {}

        List<Cell> cells = new ArrayList<>();
        LabelSet labels = matrix.labels();
        for (int truth = 0; truth < labels.size(); truth++) {
            for (int predicted = 0; predicted < labels.size(); predicted++) {
                if (truth != predicted && matrix.count(truth, predicted) > 0) {
                    cells.add(new Cell(truth, predicted));
                }
            }
        }
        cells.sort(Comparator.comparingDouble(cell -> -matrix.rowShare(cell.truth, cell.predicted)));
        return cells.stream()
                .limit(CONFUSIONS)
                .map(cell -> String.format(
                        Locale.ROOT,
                        "%s taken for %s, %.0f %% of %,d",
                        labels.label(cell.truth).name(),
                        labels.label(cell.predicted).name(),
                        100 * matrix.rowShare(cell.truth, cell.predicted),
                        matrix.truthTotal(cell.truth)))
                .toList();
    }
}
