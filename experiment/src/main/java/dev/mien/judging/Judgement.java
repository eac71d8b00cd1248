package dev.mien.judging;

import dev.mien.dataset.Dataset;
import dev.mien.evaluation.Evaluation;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.ReliabilityDiagram;
import dev.mien.evaluation.Temperature;
import java.util.List;
import java.util.Locale;
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
            StringBuilder rule = new StringBuilder("right if the most probable class is the data's label");
            int models = models();
            if (models > 1 || views > 1) {
                rule.append("; probabilities averaged over ")
                        .append(models > 1 ? models + " models" : "")
                        .append(models > 1 && views > 1 ? " and " : "")
                        .append(views > 1 ? views + " views of each face" : "");
            }
            return rule.append(withoutCopies ? "; without copies of training rows" : "")
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

    /** The mean cross-entropy in nats: the loss without a penalty. */
    public double crossEntropy() {
        return Evaluation.logLoss(predictions);
    }

    /** The part of the loss that is the penalty on the weights, at least 0. */
    public double penalty() {
        return Math.max(0, evaluation.loss() - crossEntropy());
    }

    /** A noun after the name of the part, such as "test faces". The noun stands alone if the part is all faces. */
    public String withPart(String noun) {
        return part.equals(JudgedFaces.Part.ALL.label()) ? noun : part + " " + noun;
    }

    /** A heading for the scores, such as "Test results". */
    public String heading() {
        String words = withPart("results");
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
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
