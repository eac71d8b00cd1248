package dev.mien.judging;

import dev.mien.dataset.Dataset;
import dev.mien.evaluation.Evaluation;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.ReliabilityDiagram;
import dev.mien.evaluation.Temperature;
import java.util.List;
import java.util.Optional;

/**
 * A model's answers to a set of faces, and their scores.
 *
 * @param part name of the set: a split, or all
 * @param faces in the order of the predictions
 * @param protocol of the judgement
 * @param copies the scores with and without copies of training rows; empty if no training rows are known or marked
 * @param ferPlus the scores by FER+'s votes; empty without votes
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
     * The protocol of a judgement.
     *
     * @param splitSource how the faces were chosen, in words
     * @param weights of each model with averaged probabilities: its epoch, and how it was chosen, in words
     * @param views number of averaged views of each face, 1 or 10
     * @param withoutCopies whether copies of training rows were left out
     * @param temperature of the run's calibration, if it applies to what was judged
     */
    public record Protocol(
            String splitSource,
            List<String> weights,
            int views,
            boolean withoutCopies,
            Optional<Temperature> temperature) {
        public Protocol {
            weights = List.copyOf(weights);
        }

        /** How many models' probabilities were averaged. */
        public int models() {
            return weights.size();
        }

        /** When an answer counts as right, in words. */
        public String rule() {
            StringBuilder rule = new StringBuilder("right where the most probable class is the data's label");
            int models = models();
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
     * The effect of copies on the score.
     *
     * @param rows number of faces with the pixels of a training row
     * @param with scores on all faces of the part
     * @param without scores on the other faces; empty if there are none
     * @param strangers models whose training rows are unknown; rows marked Training may be theirs
     */
    public record CopyScores(int rows, Evaluation with, Optional<Evaluation> without, List<String> strangers) {
        public CopyScores {
            strangers = List.copyOf(strangers);
        }
    }

    /** Expected calibration error of the plain probabilities, 0 to 1. */
    public double calibrationError() {
        return ReliabilityDiagram.of(predictions).expectedCalibrationError();
    }

    /** The same at the run's temperature, if it has one. */
    public Optional<Double> calibratedError() {
        return protocol.temperature()
                .map(t -> ReliabilityDiagram.of(t.applyTo(predictions)).expectedCalibrationError());
    }
}
