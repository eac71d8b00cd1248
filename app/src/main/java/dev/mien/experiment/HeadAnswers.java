package dev.mien.experiment;

import dev.mien.dataset.Dataset;
import dev.mien.evaluation.FerPlusPredictions;
import dev.mien.evaluation.Predictions;
import dev.mien.training.EmotionClassifier;
import java.util.List;
import java.util.Optional;

/**
 * What models say about the same faces, head by head.
 *
 * @param emotions in FER2013's terms
 * @param ferPlus in FER+'s terms, of a head of its own; empty without such a head
 */
record HeadAnswers(Predictions emotions, Optional<FerPlusPredictions> ferPlus) {

    /** One model's. */
    static HeadAnswers of(EmotionClassifier model, Dataset faces) {
        return new HeadAnswers(model.predict(faces), Optional.empty());
    }

    /** Mean probabilities; of a FER+ head only where all have one. */
    static HeadAnswers mean(List<HeadAnswers> members) {
        return new HeadAnswers(
                Predictions.mean(members.stream().map(HeadAnswers::emotions).toList()),
                ferPlus(members).map(FerPlusPredictions::mean));
    }

    /** The faces of all parts, one part after the other. */
    static HeadAnswers joined(List<HeadAnswers> parts) {
        return new HeadAnswers(
                Predictions.joined(parts.stream().map(HeadAnswers::emotions).toList()),
                ferPlus(parts).map(FerPlusPredictions::joined));
    }

    private static Optional<List<FerPlusPredictions>> ferPlus(List<HeadAnswers> answers) {
        List<FerPlusPredictions> found =
                answers.stream().flatMap(answer -> answer.ferPlus.stream()).toList();
        return found.size() == answers.size() ? Optional.of(found) : Optional.empty();
    }

    HeadAnswers withRows(int[] rows) {
        return new HeadAnswers(emotions.withRows(rows), ferPlus.map(head -> head.withRows(rows)));
    }

    /** What to judge by FER+'s votes: the head's answer where there is one, else that of the seven emotions under its names. */
    FerPlusPredictions inFerPlusTerms() {
        return ferPlus.orElseGet(() -> FerPlusPredictions.renamed(emotions));
    }
}
