package dev.mien.training;

import dev.mien.evaluation.FerPlusPredictions;
import dev.mien.evaluation.Predictions;
import java.util.List;
import java.util.Optional;

/**
 * What one model or several say about the same faces, head by head.
 *
 * @param emotions in FER2013's terms
 * @param ferPlus in FER+'s terms, of a head of its own; empty without such a head
 */
public record Answers(Predictions emotions, Optional<FerPlusPredictions> ferPlus) {

    /** Mean probabilities; of a FER+ head only where all have one. */
    public static Answers mean(List<Answers> members) {
        return new Answers(
                Predictions.mean(members.stream().map(Answers::emotions).toList()),
                ferPlus(members).map(FerPlusPredictions::mean));
    }

    /** The faces of all parts, one part after the other. */
    public static Answers joined(List<Answers> parts) {
        return new Answers(
                Predictions.joined(parts.stream().map(Answers::emotions).toList()),
                ferPlus(parts).map(FerPlusPredictions::joined));
    }

    private static Optional<List<FerPlusPredictions>> ferPlus(List<Answers> answers) {
        List<FerPlusPredictions> found =
                answers.stream().flatMap(answer -> answer.ferPlus.stream()).toList();
        return found.size() == answers.size() ? Optional.of(found) : Optional.empty();
    }

    /** The same answers, for samples that stand in these rows. */
    public Answers withRows(int[] rows) {
        return new Answers(emotions.withRows(rows), ferPlus.map(head -> head.withRows(rows)));
    }

    /** What to judge by FER+'s votes: the head's answer where there is one, else that of the seven emotions under its names. */
    public FerPlusPredictions inFerPlusTerms() {
        return ferPlus.orElseGet(() -> FerPlusPredictions.renamed(emotions));
    }
}
