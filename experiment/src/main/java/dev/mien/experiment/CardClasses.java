package dev.mien.experiment;

import dev.mien.Emotion;
import dev.mien.evaluation.ClassScores;
import dev.mien.evaluation.ConfusionMatrix;
import dev.mien.evaluation.Evaluation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The part of a model card about each class: how often it is found, and how often the model answers with it.
 *
 * @param judged scores on the judged faces
 * @param drawn scores on faces that Mien draws
 */
record CardClasses(Evaluation judged, Evaluation drawn) {
    private static final int CONFUSIONS = 4;

    void write(Markdown page) {
        page.heading("Class by class");
        List<List<String>> rows = new ArrayList<>();
        for (Emotion emotion : Emotion.all()) {
            ClassScores s = judged.scores(emotion);
            rows.add(List.of(
                    emotion.label(),
                    Numbers.three(s.precision()),
                    Numbers.three(s.recall()),
                    Numbers.three(s.f1()),
                    counted(s.support(), judged.n()),
                    counted(judged.matrix().predictedTotal(emotion), judged.n())));
        }
        page.table(List.of("class", "precision", "recall", "F1", "faces", "answers"), rows);
        page.text(mostOverstated(judged.matrix()));
        List<String> mistakes = confusions(judged.matrix());
        if (!mistakes.isEmpty()) {
            page.text("The most frequent mistakes: " + String.join("; ", mistakes) + ".");
        }
        writeDrawn(page);
    }

    private void writeDrawn(Markdown page) {
        page.text(String.format(
                Locale.ROOT,
                "On %,d faces that Mien draws, as many for each emotion, the model is right on %s. These pictures are"
                        + " unlike photos. They show which class attracts the answers when pictures are strange.",
                drawn.n(),
                Numbers.percent(drawn.accuracy())));
        List<List<String>> rows = new ArrayList<>();
        for (Emotion emotion : Emotion.all()) {
            ClassScores s = drawn.scores(emotion);
            rows.add(List.of(
                    emotion.label(),
                    Numbers.three(s.precision()),
                    Numbers.three(s.recall()),
                    counted(s.support(), drawn.n()),
                    counted(drawn.matrix().predictedTotal(emotion), drawn.n())));
        }
        page.table(List.of("drawn faces", "precision", "recall", "faces", "answers"), rows);
        page.text(mostOverstated(drawn.matrix()));
    }

    private static String counted(int count, int all) {
        return String.format(Locale.ROOT, "%,d (%.1f %%)", count, 100.0 * count / all);
    }

    /** The class whose share of the answers exceeds its share of the faces the most. */
    private static String mostOverstated(ConfusionMatrix matrix) {
        Emotion emotion = Emotion.all().stream()
                .max(Comparator.comparingInt(each -> matrix.predictedTotal(each) - matrix.truthTotal(each)))
                .orElseThrow();
        if (matrix.predictedTotal(emotion) == matrix.truthTotal(emotion)) {
            return "Each class is answered as often as it is true.";
        }
        return String.format(
                Locale.ROOT,
                "The model answers %s too often: for %.1f %% of the faces, where it is true of %.1f %%.",
                emotion.label(),
                100.0 * matrix.predictedTotal(emotion) / matrix.total(),
                100.0 * matrix.truthTotal(emotion) / matrix.total());
    }

    /** The off-diagonal cells with the largest share of their row. */
    private static List<String> confusions(ConfusionMatrix matrix) {
        record Cell(Emotion truth, Emotion predicted) {}

        List<Cell> cells = new ArrayList<>();
        for (Emotion truth : Emotion.all()) {
            for (Emotion predicted : Emotion.all()) {
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
                        cell.truth.label(),
                        cell.predicted.label(),
                        100 * matrix.rowShare(cell.truth, cell.predicted),
                        matrix.truthTotal(cell.truth)))
                .toList();
    }
}
