package dev.mien.evaluation;

import dev.mien.dataset.FerPlus;
import dev.mien.dataset.FerPlusClass;
import dev.mien.dataset.FerPlusRule;
import dev.mien.dataset.FerPlusVotes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A classifier's scores over the samples to which one rule gives a label; at least one. Immutable. Means over classes
 * leave out emotions that do not occur among the labels.
 */
public final class FerPlusEvaluation {
    /** As in {@link Evaluation#logLoss}. */
    private static final double SMALLEST_PROBABILITY = Math.ulp(1.0);

    private final FerPlusRule rule;
    private final int[][] counts;
    private final double crossEntropy;

    private FerPlusEvaluation(FerPlusRule rule, int[][] counts, double crossEntropy) {
        this.rule = rule;
        this.counts = counts;
        this.crossEntropy = crossEntropy;
    }

    /**
     * Judges predictions by the votes on their rows.
     *
     * @param votes that belong to the data of the predictions, see {@link FerPlus#requireFor}
     * @return empty if the rule does not label any of the rows
     */
    public static Optional<FerPlusEvaluation> of(FerPlusPredictions predictions, FerPlus votes, FerPlusRule rule) {
        int[][] counts = new int[FerPlusClass.EMOTIONS][FerPlusClass.EMOTIONS];
        double crossEntropy = 0;
        int n = 0;
        for (int i = 0; i < predictions.size(); i++) {
            FerPlusVotes given = votes.votes(predictions.row(i));
            Optional<FerPlusClass> truth = rule.label(given);
            if (truth.isPresent()) {
                counts[truth.orElseThrow().code()][predictions.predicted(i).code()]++;
                crossEntropy += crossEntropy(given, predictions, i);
                n++;
            }
        }
        return n == 0 ? Optional.empty() : Optional.of(new FerPlusEvaluation(rule, counts, crossEntropy / n));
    }

    private static double crossEntropy(FerPlusVotes votes, FerPlusPredictions predictions, int i) {
        float[] shares = votes.distribution();
        double sum = 0;
        for (FerPlusClass choice : FerPlusClass.emotions()) {
            double probability = Math.max(predictions.probability(i, choice), SMALLEST_PROBABILITY);
            sum -= shares[choice.code()] * Math.log(probability);
        }
        return sum;
    }

    /** The rule that turns votes into one label and leaves rows out. */
    public FerPlusRule rule() {
        return rule;
    }

    /** Number of samples to which the rule gives a label, at least 1. */
    public int n() {
        return Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
    }

    /** The share of samples whose prediction is the label, 0 to 1. */
    public double accuracy() {
        return ConfusionMatrix.ratio(correct(), n());
    }

    /** The 95 % confidence interval of the accuracy (Wilson's score interval). */
    public Interval accuracyInterval() {
        return Interval.wilson95(correct(), n());
    }

    private int correct() {
        return IntStream.range(0, counts.length).map(c -> counts[c][c]).sum();
    }

    /** Mean F1 over the emotions that occur, 0 to 1. */
    public double macroF1() {
        return occurring().stream()
                .mapToDouble(choice -> scores(choice).f1())
                .average()
                .orElseThrow();
    }

    /** Mean recall over the emotions that occur, 0 to 1. */
    public double balancedAccuracy() {
        return occurring().stream()
                .mapToDouble(choice -> scores(choice).recall())
                .average()
                .orElseThrow();
    }

    /** The emotions that occur as labels, in FER+'s order; at least one. */
    public List<FerPlusClass> occurring() {
        return FerPlusClass.emotions().stream()
                .filter(choice -> scores(choice).support() > 0)
                .toList();
    }

    /** Precision, recall, F1 and support of one emotion. */
    public ClassScores scores(FerPlusClass choice) {
        int c = choice.code();
        return ClassScores.of(
                counts[c][c],
                Arrays.stream(counts).mapToInt(row -> row[c]).sum(),
                Arrays.stream(counts[c]).sum());
    }

    /**
     * A copy of the confusion matrix: {@value FerPlusClass#EMOTIONS} x {@value FerPlusClass#EMOTIONS} counts, rows are
     * the label.
     */
    public int[][] counts() {
        return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    }

    /**
     * Mean cross-entropy in nats of the probabilities against the taggers' shares ({@link FerPlusVotes#distribution}):
     * the loss of the paper's training by cross-entropy. A probability of 0 counts as 2.2e-16, so a model without
     * contempt pays 36.04 nats for a sample whose votes are all for contempt.
     */
    public double crossEntropy() {
        return crossEntropy;
    }
}
