package dev.mien.audit;

import dev.mien.Emotion;
import dev.mien.evaluation.Predictions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Labels that models dispute, found by confident learning (Northcutt, Jiang, Chuang, "Confident Learning: Estimating Uncertainty
 * in Dataset Labels", <a href="https://arxiv.org/abs/1911.00068">arXiv 1911.00068</a>). A class' threshold is the mean
 * probability of that class over the samples labelled so. A sample counts as the likeliest of the classes whose threshold its
 * probability reaches; the confident joint counts labels against that, and what stands off its diagonal is disputed, unless the
 * label is the likeliest of all classes. It is ranked by the normalised margin.
 *
 * <p>Samples that the models were trained on have thresholds of their own, since models are surer there: mixed, such samples would raise the
 * thresholds of the others. Nobody is taken for a class that none of its kind is labelled with.
 *
 * @param models names of the models that were asked
 * @param outOfFold number of samples judged only by models that were not trained on them
 * @param inSample number of samples that every model was trained on
 * @param list the disputed ones, the lowest margin first
 */
public record Disputes(List<String> models, int outOfFold, int inSample, List<Dispute> list) {
    /**
     * A disputed label.
     *
     * @param picture position in the data
     * @param label as the data has it
     * @param proposed as the models have it, another one
     * @param labelProbability that the models give the label
     * @param proposedProbability that they give what they propose
     * @param margin probability of the label less the largest of another class, -1 to 0
     * @param inSample whether every model was trained on it
     */
    public record Dispute(
            int picture,
            Emotion label,
            Emotion proposed,
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

    /** Mean self-confidence of each class; infinite for a class without a sample. */
    private static double[] thresholds(Predictions predictions, BitSet inSample, boolean trained) {
        double[] sums = new double[Emotion.COUNT];
        int[] counts = new int[Emotion.COUNT];
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

    /** The likeliest class among those whose threshold is reached, the first at a tie; -1 where none is. */
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
        for (int c = 0; c < Emotion.COUNT; c++) {
            largestOther = c == label ? largestOther : Math.max(largestOther, predictions.probability(i, c));
        }
        double own = predictions.probability(i, label);
        return new Dispute(
                i,
                Emotion.ofCode(label),
                Emotion.ofCode(proposed),
                own,
                predictions.probability(i, proposed),
                own - largestOther,
                inSample);
    }

    /** What the models knew, in a sentence. */
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
                "%,d rows are judged out-of-fold, by models that were not trained on them, and %,d in-sample, by models that were"
                        + " taught the label they are asked about, so that few wrong labels show there.",
                outOfFold,
                inSample);
    }
}
