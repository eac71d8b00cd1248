package dev.mien.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.dataset.FerPlusClass;
import dev.mien.dataset.FerPlusRule;
import dev.mien.evaluation.ClassScores;
import dev.mien.evaluation.FerPlusEvaluation;
import dev.mien.evaluation.Interval;
import dev.mien.judging.FerPlusJudgement;
import java.util.List;

/** The scores by FER+'s votes in the form of evaluation.json. */
final class FerPlusJson {
    private FerPlusJson() {}

    static void write(FerPlusJudgement judgement, ObjectNode node) {
        node.put("source", judgement.source()).put("head", judgement.head().key());
        write(judgement.scores(), node);
        judgement.copies().ifPresent(copies -> {
            ObjectNode both = node.putObject("training_copies");
            write(copies.with(), both.putObject("with"));
            write(copies.without(), both.putObject("without"));
        });
    }

    private static void write(List<FerPlusEvaluation> scores, ObjectNode node) {
        scores.forEach(score -> write(score, node.putObject(score.rule().key())));
    }

    private static void write(FerPlusEvaluation score, ObjectNode node) {
        Interval interval = score.accuracyInterval();
        node.put("rule", score.rule().words())
                .put("n", score.n())
                .put("accuracy", score.accuracy())
                .put("macro_f1", score.macroF1())
                .put("balanced_accuracy", score.balancedAccuracy());
        node.putArray("accuracy_interval_95").add(interval.low()).add(interval.high());
        if (score.rule() == FerPlusRule.CROSS_ENTROPY) {
            node.put("cross_entropy", score.crossEntropy());
        }
        ObjectNode classes = node.putObject("classes");
        for (FerPlusClass choice : FerPlusClass.emotions()) {
            ClassScores scores = score.scores(choice);
            classes.putObject(choice.label())
                    .put("precision", scores.precision())
                    .put("recall", scores.recall())
                    .put("f1", scores.f1())
                    .put("support", scores.support());
        }
    }
}
