package dev.mien.experiment;

import dev.mien.dataset.Dataset;
import dev.mien.evaluation.Evaluation;
import dev.mien.evaluation.Predictions;
import dev.mien.training.EmotionClassifier;

/**
 * A model's answers for a set of faces and what they are worth.
 *
 * @param part which set it is, in words: a split, or all
 * @param faces in the order of the predictions
 */
public record Judgement(String part, Dataset faces, Predictions predictions, Evaluation evaluation) {

    /** Judges a model on faces. */
    static Judgement of(EmotionClassifier model, String part, Dataset faces) {
        Predictions predictions = model.predict(faces);
        return new Judgement(part, faces, predictions, Evaluation.of(predictions, model.loss(predictions)));
    }
}
