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
 * A model's scores by the votes of FER+.
 *
 * @param source of the votes
 * @param head that answered
 * @param scores of the judged faces, one for each rule that labels at least one face
 * @param copies the scores with and without copies of training rows; empty if no training rows are known or marked
 */
public record FerPlusJudgement(String source, Head head, List<FerPlusEvaluation> scores, Optional<CopyScores> copies) {

    /** The head that answered. */
    public enum Head {
        /** A head of eight classes. */
        FERPLUS("the model's FER+ head"),
        /** The seven classes of FER2013, renamed; they do not include contempt. */
        EMOTION("the seven emotions under FER+'s names, never contempt");

        private final String words;

        Head(String words) {
            this.words = words;
        }

        /** The name in files. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** A phrase for people. */
        public String words() {
            return words;
        }
    }

    /**
     * The effect of copies on the scores.
     *
     * @param with scores on all faces of the part, for each rule
     * @param without scores on the faces that are not copies of training rows
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
     * @param all answers to all faces of the part
     * @param rest positions of the faces that are not copies of training rows; empty if the training rows are unknown
     * @param withoutCopies whether only these faces count
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

    /** The scores under a rule; empty if it labels no face. */
    public Optional<FerPlusEvaluation> score(FerPlusRule rule) {
        return scores.stream().filter(evaluation -> evaluation.rule() == rule).findFirst();
    }
}
