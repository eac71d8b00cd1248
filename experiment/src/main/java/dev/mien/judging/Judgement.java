package dev.mien.judging;

import dev.mien.dataset.Dataset;
import dev.mien.evaluation.Evaluation;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.ReliabilityDiagram;
import dev.mien.evaluation.Temperature;
import java.util.List;
import java.util.Optional;

/**
 * A model's answers for a set of faces and what they are worth.
 *
 * @param part which set it is, in words: a split, or all
 * @param faces in the order of the predictions
 * @param protocol how it was judged
 * @param copies the scores with and without faces that stand in the training rows; empty where none are known and the data marks none
 * @param ferPlus the scores by FER+'s votes; empty where none were given
 */
public record Judgement(
        String part,
        Dataset faces,
        Predictions predictions,
        Evaluation evaluation,
        Protocol protocol,
        Optional<CopyScores> copies,
        Optional<FerPlusJudgement> ferPlus) {

    /**
     * How it was judged.
     *
     * @param splitSource how the faces were chosen, in words
     * @param models whose probabilities were averaged
     * @param views of each face that were averaged, 1 or 10
     * @param withoutCopies whether faces that stand in the training rows were left out
     * @param temperature of the run's calibration, where it has one for what was judged
     */
    public record Protocol(
            String splitSource, int models, int views, boolean withoutCopies, Optional<Temperature> temperature) {

        /** When an answer counts as right, in words. */
        public String rule() {
            StringBuilder rule = new StringBuilder("right where the most probable class is the data's label");
            if (models > 1 || views > 1) {
                rule.append("; probabilities averaged over ")
                        .append(models > 1 ? models + " models" : "")
                        .append(models > 1 && views > 1 ? " and " : "")
                        .append(views > 1 ? views + " views of each face" : "");
            }
            return rule.append(withoutCopies ? "; without faces that stand in the training rows" : "")
                    .toString();
        }
    }

    /**
     * What copies do to the score.
     *
     * @param rows faces whose pixels stand in the training rows
     * @param with scores on all faces of the part
     * @param without scores on the others; empty where there is none
     * @param strangers models of whose training rows nobody here knows more than that they may be those marked Training
     */
    public record CopyScores(int rows, Evaluation with, Optional<Evaluation> without, List<String> strangers) {
        public CopyScores {
            strangers = List.copyOf(strangers);
        }
    }

    /** Expected calibration error of the probabilities as they are, 0 to 1. */
    public double calibrationError() {
        return ReliabilityDiagram.of(predictions).expectedCalibrationError();
    }

    /** The same at the run's temperature, where it has one. */
    public Optional<Double> calibratedError() {
        return protocol.temperature()
                .map(t -> ReliabilityDiagram.of(t.applyTo(predictions)).expectedCalibrationError());
    }
}
