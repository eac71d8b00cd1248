package dev.mien.cli;

import dev.mien.dataset.FerPlusClass;
import dev.mien.dataset.FerPlusRule;
import dev.mien.evaluation.ClassScores;
import dev.mien.evaluation.FerPlusEvaluation;
import dev.mien.evaluation.Interval;
import dev.mien.experiment.Numbers;
import dev.mien.judging.FerPlusJudgement;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Prints the scores by FER+'s votes. */
final class FerPlusText {
    private FerPlusText() {}

    /** Prints a line for each rule, the classes under the majority rule, and the effect of copies. */
    static void show(PrintWriter out, FerPlusJudgement judgement) {
        out.println();
        out.println("FER+ (" + judgement.source() + "), answered by "
                + judgement.head().words());
        for (FerPlusRule rule : FerPlusRule.values()) {
            out.println(line(rule.key(), judgement.score(rule)));
        }
        judgement.score(FerPlusRule.MAJORITY).ifPresent(score -> showClasses(out, score));
        judgement
                .copies()
                .filter(copies ->
                        !copies.with().equals(judgement.scores()) || rows(copies.with()) != rows(copies.without()))
                .ifPresent(copies -> showOthers(out, copies, copies.with().equals(judgement.scores())));
        out.flush();
    }

    private static int rows(List<FerPlusEvaluation> scores) {
        return scores.stream().mapToInt(FerPlusEvaluation::n).sum();
    }

    private static void showOthers(PrintWriter out, FerPlusJudgement.CopyScores copies, boolean without) {
        out.println("the same " + (without ? "without" : "with") + " copies of training rows");
        for (FerPlusRule rule : FerPlusRule.values()) {
            out.println(line(rule.key(), find(without ? copies.without() : copies.with(), rule)));
        }
    }

    private static Optional<FerPlusEvaluation> find(List<FerPlusEvaluation> scores, FerPlusRule rule) {
        return scores.stream().filter(score -> score.rule() == rule).findFirst();
    }

    private static String line(String name, Optional<FerPlusEvaluation> score) {
        return String.format(
                Locale.ROOT, "  %-13s  %s", name, score.map(FerPlusText::scores).orElse("no face has a label"));
    }

    private static String scores(FerPlusEvaluation score) {
        Interval interval = score.accuracyInterval();
        return String.format(
                Locale.ROOT,
                "%s of %,d (95 %%: %.1f to %.1f), macro F1 %s, balanced accuracy %s%s",
                Numbers.percent(score.accuracy()),
                score.n(),
                100 * interval.low(),
                100 * interval.high(),
                Numbers.four(score.macroF1()),
                Numbers.percent(score.balancedAccuracy()),
                score.rule() == FerPlusRule.CROSS_ENTROPY
                        ? ", cross-entropy against the votes " + Numbers.four(score.crossEntropy())
                        : "");
    }

    private static void showClasses(PrintWriter out, FerPlusEvaluation score) {
        out.println(String.format(Locale.ROOT, "  by majority    %9s %9s %9s", "precision", "recall", "support"));
        for (FerPlusClass choice : FerPlusClass.emotions()) {
            ClassScores scores = score.scores(choice);
            out.println(String.format(
                    Locale.ROOT,
                    "  %-13s  %9.3f %9.3f %9d",
                    choice.label(),
                    scores.precision(),
                    scores.recall(),
                    scores.support()));
        }
    }
}
