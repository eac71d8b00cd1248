package dev.mien.evaluation;

import dev.mien.InvalidInputException;

/**
 * Tests whether two models that judged the same samples differ in accuracy: McNemar's test ("Note on the sampling error
 * of the difference between correlated proportions or percentages", Psychometrika 12, 1947). Only samples that one
 * model got right and the other wrong count. If the models are equally good, either is right on such a sample with
 * probability 1/2.
 *
 * @param bothRight samples that both got right
 * @param onlyFirst samples that only the first got right
 * @param onlySecond samples that only the second got right
 * @param bothWrong samples that both got wrong
 */
public record PairedTest(int bothRight, int onlyFirst, int onlySecond, int bothWrong) {
    /** Two models differ if the mid-p value is below this. */
    public static final double LEVEL = 0.05;

    public PairedTest {
        if (Math.min(Math.min(bothRight, onlyFirst), Math.min(onlySecond, bothWrong)) < 0) {
            throw new InvalidInputException("a paired test got the counts " + bothRight + ", " + onlyFirst + ", "
                    + onlySecond + " and " + bothWrong + ", expected numbers of 0 or more");
        }
    }

    /**
     * Counts the samples on which each model was right.
     *
     * @throws InvalidInputException if they did not judge the same rows with the same truths in the same order
     */
    public static PairedTest of(Predictions first, Predictions second) {
        if (!first.sameSamples(second)) {
            throw new InvalidInputException(
                    "a paired test needs two models that judged the same rows in the same order,"
                            + " but these judged " + first.size() + " and " + second.size()
                            + " different rows: judge both on one split of one data set");
        }
        int[] counts = new int[4];
        for (int i = 0; i < first.size(); i++) {
            counts[(first.isCorrect(i) ? 0 : 2) + (second.isCorrect(i) ? 0 : 1)]++;
        }
        return new PairedTest(counts[0], counts[1], counts[2], counts[3]);
    }

    /** Number of samples. */
    public int n() {
        return bothRight + discordant() + bothWrong;
    }

    /** Accuracy of the first minus that of the second, -1 to 1; 0 without samples. */
    public double difference() {
        return ConfusionMatrix.ratio((double) onlyFirst - onlySecond, n());
    }

    /** The two-sided p-value of the exact conditional test, 0 to 1; it is 1 if the two never differ. */
    public double exactP() {
        return onlyFirst == onlySecond ? 1 : Math.min(1, 2 * tail(Math.min(onlyFirst, onlySecond)));
    }

    /**
     * The two-sided mid-p value, 0 to 1, which counts the observed outcome by half; it is 1 if the two never differ.
     * The exact test is needlessly cautious. The mid-p test nearly always keeps its level and has more power
     * (Fagerland, Lydersen and Laake, "The McNemar test for binary matched-pairs data", <a
     * href="https://doi.org/10.1186/1471-2288-13-91">BMC Medical Research Methodology 13:91</a>, 2013; the formula is
     * theirs). {@link #differs} uses it.
     */
    public double midP() {
        if (discordant() == 0) {
            return 1;
        }
        double share = onlyFirst == onlySecond ? 0.5 : 1;
        return exactP() - share * Math.exp(logPoint(Math.min(onlyFirst, onlySecond)));
    }

    /** Whether the mid-p value is below {@value #LEVEL}. */
    public boolean differs() {
        return midP() < LEVEL;
    }

    private int discordant() {
        return onlyFirst + onlySecond;
    }

    /** Probability of {@code count} or fewer of the discordant samples, each with probability 1/2. */
    private double tail(int count) {
        double sum = 0;
        double logPoint = logPoint(0);
        for (int k = 0; k <= count; k++) {
            sum += Math.exp(logPoint);
            logPoint += Math.log((discordant() - k) / (k + 1.0));
        }
        return sum;
    }

    /**
     * The logarithm of the probability of exactly {@code count}, because 2^-n is too small for a double from n = 1,075
     * on.
     */
    private double logPoint(int count) {
        double log = -discordant() * Math.log(2);
        for (int k = 0; k < count; k++) {
            log += Math.log((discordant() - k) / (k + 1.0));
        }
        return log;
    }
}
