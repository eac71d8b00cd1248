package dev.mien.audit;

import dev.mien.Label;
import dev.mien.evaluation.Predictions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Labels that models dispute, found by confident learning (Northcutt, Jiang, Chuang, "Confident Learning: Estimating
 * Uncertainty in Dataset Labels", <a href="https://arxiv.org/abs/1911.00068">arXiv 1911.00068</a>). A class's threshold
 * is its mean probability over the samples with that label. A sample counts as the likeliest of the classes whose
 * threshold its probability reaches. The confident joint counts labels against these classes. Samples off its diagonal
 * are disputed, unless their label is the likeliest of all classes. They are ranked by the normalised margin.
 *
 * <p>Samples that trained the models have thresholds of their own, because models are surer of them and would raise
 * the thresholds of the others. A sample never counts as a class that no sample of its kind has as its label.
 *
 * @param models names of the models
 * @param outOfFold number of samples judged only by models that did not train on them
 * @param inSample number of samples that every model trained on
 * @param list the disputed labels, the lowest margin first
 */
public record Disputes(List<String> models, int outOfFold, int inSample, List<Dispute> list) {
    /**
     * A disputed label.
     *
     * @param picture position in the data
     * @param label the label in the data
     * @param proposed the other label that the models propose
     * @param labelProbability the models' probability of the label
     * @param proposedProbability the models' probability of their proposal
     * @param margin probability of the label minus the largest of the other classes, -1 to 0
     * @param inSample whether every model trained on this sample
     */
    public record Dispute(
            int picture,
            Label label,
            Label proposed,
            double labelProbability,
            double proposedProbability,
            double margin,
            boolean inSample) {}

    public Disputes {
        models = List.copyOf(models);
        list = List.copyOf(list);
    }

    static Disputes of(SecondOpinion opinion) {
        Predictions predictions = opinion.predictions();
        BitSet inSample = opinion.inSample();
        List<Dispute> found = new ArrayList<>();
        for (boolean trained : List.of(false, true)) {
            double[] thresholds = thresholds(predictions, inSample, trained);
            for (int i = 0; i < predictions.size(); i++) {
                int confident = inSample.get(i) == trained ? confidentClass(predictions, i, thresholds) : -1;
                if (confident >= 0 && confident != predictions.truth(i) && !predictions.isCorrect(i)) {
                    found.add(dispute(predictions, i, confident, trained));
                }
            }
        }
        found.sort(Comparator.comparingDouble(Dispute::margin).thenComparingInt(Dispute::picture));
        int known = inSample.cardinality();
        return new Disputes(opinion.models(), predictions.size() - known, known, found);
    }

    /** Mean self-confidence of each class; infinite for a class without samples. */
    private static double[] thresholds(Predictions predictions, BitSet inSample, boolean trained) {
        double[] sums = new double[predictions.labels().size()];
        int[] counts = new int[predictions.labels().size()];
        for (int i = 0; i < predictions.size(); i++) {
            if (inSample.get(i) == trained) {
                int label = predictions.truth(i);
                sums[label] += predictions.probability(i, label);
                counts[label]++;
            }
        }
        for (int c = 0; c < sums.length; c++) {
            sums[c] = counts[c] == 0 ? Double.POSITIVE_INFINITY : sums[c] / counts[c];
        }
        return sums;
    }

    /** The likeliest class whose threshold the sample reaches, the first at a tie; -1 if it reaches no threshold. */
    private static int confidentClass(Predictions predictions, int i, double[] thresholds) {
        int best = -1;
        for (int c = 0; c < thresholds.length; c++) {
            boolean reached = predictions.probability(i, c) >= thresholds[c];
            if (reached && (best < 0 || predictions.probability(i, c) > predictions.probability(i, best))) {
                best = c;
            }
        }
        return best;
    }

    private static Dispute dispute(Predictions predictions, int i, int proposed, boolean inSample) {
        int label = predictions.truth(i);
        double largestOther = 0;
        for (int c = 0; c < predictions.labels().size(); c++) {
            largestOther = c == label ? largestOther : Math.max(largestOther, predictions.probability(i, c));
        }
        double own = predictions.probability(i, label);
        return new Dispute(
                i,
                predictions.labels().label(label),
                predictions.labels().label(proposed),
                own,
                predictions.probability(i, proposed),
                own - largestOther,
                inSample);
    }

    /** Which samples the models knew, in a sentence. */
    public String basis() {
        String who = models.size() == 1 ? "The model was" : "The models were";
        if (inSample == 0) {
            return who + " not trained on any of these rows: all are judged out-of-fold.";
        }
        if (outOfFold == 0) {
            return who + " trained on every one of these rows: all are judged in-sample, by a model that was taught the"
                    + " label it is asked about, so that few wrong labels show.";
        }
        return String.format(
                Locale.ROOT,
                "%,d rows are judged out-of-fold, by models that were not trained on them, and %,d in-sample, by"
                        + " models that were taught the label they are asked about, so that few wrong labels show"
                        + " there.",
                outOfFold,
                inSample);
    }
}
