package dev.mien.evaluation.robustness;

import dev.mien.evaluation.ClassificationReport;
import dev.mien.evaluation.Evaluation;
import dev.mien.evaluation.Interval;
import dev.mien.evaluation.Predictions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A model's scores on the same faces under every disturbance.
 *
 * @param unchanged the scores on the unchanged faces
 * @param seed of the disturbances
 * @param lines one for each disturbance, in the order of {@link Disturbance#ALL}
 */
public record RobustnessCard(Evaluation unchanged, long seed, List<Line> lines) {

    /** The scores under one disturbance. The loss is the mean cross-entropy without a penalty. */
    public record Line(Disturbance disturbance, Evaluation evaluation) {}

    public RobustnessCard {
        lines = List.copyOf(lines);
    }

    /**
     * Measures the scores under every disturbance.
     *
     * @param judge predicts the faces under a disturbance
     */
    public static RobustnessCard measure(Evaluation unchanged, long seed, Function<Disturbance, Predictions> judge) {
        List<Line> lines = new ArrayList<>();
        for (Disturbance disturbance : Disturbance.ALL) {
            Predictions predictions = judge.apply(disturbance);
            lines.add(new Line(disturbance, Evaluation.of(predictions, Evaluation.logLoss(predictions))));
        }
        return new RobustnessCard(unchanged, seed, lines);
    }

    /**
     * A table with a line of headings, a line for the unchanged faces and a line for each disturbance. Each line ends
     * with a line feed.
     */
    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-11s %-15s %8s  %-14s %7s  %8s  %s\n",
                "faces",
                "severity",
                "accuracy",
                "95 %",
                "change",
                "macro F1",
                "lowest recall"));
        text.append(line("unchanged", "", unchanged));
        lines.forEach(line ->
                text.append(line(line.disturbance().kind(), line.disturbance().severity(), line.evaluation())));
        return text.toString();
    }

    private String line(String kind, String severity, Evaluation evaluation) {
        Interval interval = evaluation.accuracyInterval();
        int weakest = weakest(evaluation);
        return String.format(
                        Locale.ROOT,
                        "%-11s %-15s %8.2f  %5.1f to %5.1f %+7.2f  %8.3f  %s %.1f",
                        kind,
                        severity,
                        100 * evaluation.accuracy(),
                        100 * interval.low(),
                        100 * interval.high(),
                        100 * (evaluation.accuracy() - unchanged.accuracy()),
                        evaluation.macroF1(),
                        evaluation.matrix().labels().label(weakest).name(),
                        100 * evaluation.report().scores(weakest).recall())
                + "\n";
    }

    private static int weakest(Evaluation evaluation) {
        ClassificationReport report = evaluation.report();
        return IntStream.range(0, evaluation.matrix().labels().size())
                .boxed()
                .filter(code -> report.scores(code).support() > 0)
                .min(Comparator.comparingDouble(code -> report.scores(code).recall()))
                .orElseThrow();
    }
}
