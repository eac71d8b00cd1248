package dev.mien.judging;

import dev.mien.dataset.FerPlus;
import dev.mien.dataset.FerPlusRule;
import dev.mien.evaluation.FerPlusEvaluation;
import dev.mien.evaluation.FerPlusPredictions;
import dev.mien.training.Answers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a model's answers are worth by the votes of FER+.
 *
 * @param source of the votes
 * @param head whose answers they are
 * @param scores of the judged faces, one for each rule that gives one of them a label
 * @param copies the same with and without faces that stand in the training rows; empty where none are known and the data marks none
 */
public record FerPlusJudgement(String source, Head head, List<FerPlusEvaluation> scores, Optional<CopyScores> copies) {

    /** What answered. */
    public enum Head {
        /** A head of eight classes. */
        FERPLUS("the model's FER+ head"),
        /** The seven classes of FER2013, renamed; they know no contempt. */
        EMOTION("the seven emotions under FER+'s names, never contempt");

        private final String words;

        Head(String words) {
            this.words = words;
        }

        /** The name that files have. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** A phrase for people. */
        public String words() {
            return words;
        }
    }

    /**
     * What copies do to the scores.
     *
     * @param with scores on all faces of the part, rule by rule
     * @param without scores on those that do not stand in the training rows
     */
    public record CopyScores(List<FerPlusEvaluation> with, List<FerPlusEvaluation> without) {
        public CopyScores {
            with = List.copyOf(with);
            without = List.copyOf(without);
        }
    }

    public FerPlusJudgement {
        scores = List.copyOf(scores);
    }

    /**
     * @param all answers for all faces of the part
     * @param rest positions of the faces that do not stand in the training rows; empty where such rows are unknown
     * @param withoutCopies whether the others count alone
     */
    static FerPlusJudgement of(Answers all, FerPlus votes, Optional<int[]> rest, boolean withoutCopies) {
        FerPlusPredictions answers = all.inFerPlusTerms();
        List<FerPlusEvaluation> with = evaluations(answers, votes);
        List<FerPlusEvaluation> without = rest.filter(positions -> positions.length > 0)
                .map(positions -> evaluations(answers.select(positions), votes))
                .orElse(List.of());
        return new FerPlusJudgement(
                votes.source(),
                all.ferPlus().isPresent() ? Head.FERPLUS : Head.EMOTION,
                withoutCopies && rest.isPresent() ? without : with,
                rest.map(positions -> new CopyScores(with, without)));
    }

    private static List<FerPlusEvaluation> evaluations(FerPlusPredictions answers, FerPlus votes) {
        return Stream.of(FerPlusRule.values())
                .flatMap(rule -> FerPlusEvaluation.of(answers, votes, rule).stream())
                .toList();
    }

    /** The scores under a rule; empty where it gives no face a label. */
    public Optional<FerPlusEvaluation> score(FerPlusRule rule) {
        return scores.stream().filter(evaluation -> evaluation.rule() == rule).findFirst();
    }
}
