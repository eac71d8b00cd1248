package dev.mien.training;

import dev.mien.evaluation.FerPlusPredictions;
import dev.mien.evaluation.Predictions;
import java.util.List;
import java.util.Optional;

/**
 * The answers of one or more models about the same faces, for each head.
 *
 * @param emotions the probabilities of FER2013's classes
 * @param ferPlus the probabilities of FER+'s classes; empty for a model without a head for them
 */
public record Answers(Predictions emotions, Optional<FerPlusPredictions> ferPlus) {

    /** The mean probabilities. They include FER+'s classes only if all models have a head for them. */
    public static Answers mean(List<Answers> members) {
        return new Answers(
                Predictions.mean(members.stream().map(Answers::emotions).toList()),
                ferPlus(members).map(FerPlusPredictions::mean));
    }

    /** The answers of all parts, one part after the other. */
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

    /** The same answers, with these rows as the samples' rows. */
    public Answers withRows(int[] rows) {
        return new Answers(emotions.withRows(rows), ferPlus.map(head -> head.withRows(rows)));
    }

    /** The answers to judge by FER+'s votes. Without a head for FER+ they are the seven emotions under FER+'s names. */
    public FerPlusPredictions inFerPlusTerms() {
        return ferPlus.orElseGet(() -> FerPlusPredictions.renamed(emotions));
    }
}
