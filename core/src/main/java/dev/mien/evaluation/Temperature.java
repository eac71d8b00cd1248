package dev.mien.evaluation;

import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import java.util.Arrays;

/**
 * Temperature scaling (Guo et al., "On calibration of modern neural networks",
 * <a href="https://arxiv.org/abs/1706.04599">arXiv 1706.04599</a>): logits are divided by one number before the
 * softmax. This changes confidences but no prediction.
 *
 * <p>Probabilities are enough; logits are not needed. The logarithms of a sample's probabilities are its logits minus
 * a constant, which a softmax ignores: softmax(ln p / T) = softmax(z / T). A probability of 0 counts as
 * {@link Float#MIN_VALUE}.
 *
 * @param value above 1 makes a model less sure, below 1 surer; {@value #LOWEST} to {@value #HIGHEST}
 */
public record Temperature(double value) {
    static final double LOWEST = 0.05;
    static final double HIGHEST = 20;

    /** Halvings of the range of ln T, which has a length of 6. The rest is below the precision of a double. */
    private static final int STEPS = 60;

    public Temperature {
        if (!(value >= LOWEST && value <= HIGHEST)) {
            throw new InvalidInputException(
                    "the temperature is " + value + ", expected " + LOWEST + " to " + HIGHEST,
                    Remedy.to(Remedy.Action.CALIBRATE));
        }
    }

    /**
     * The temperature with the lowest mean negative log-likelihood of the truths. The loss is convex in 1/T: its slope
     * changes sign once, and bisection finds the place. If the loss falls up to an end of the range (for example
     * because all predictions are right), the temperature is that end.
     *
     * @param validation predictions for rows that did not train the model
     */
    public static Temperature fit(Predictions validation) {
        double low = Math.log(LOWEST);
        double high = Math.log(HIGHEST);
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (slope(validation, Math.exp(-middle)) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new Temperature(Math.min(HIGHEST, Math.max(LOWEST, Math.exp((low + high) / 2))));
    }

    /** The same samples with their probabilities at this temperature. */
    public Predictions applyTo(Predictions predictions) {
        int n = predictions.size();
        int[] rows = new int[n];
        int[] truth = new int[n];
        float[][] scaled = new float[n][predictions.labels().size()];
        for (int i = 0; i < n; i++) {
            rows[i] = predictions.row(i);
            truth[i] = predictions.truth(i);
            double[] odds = softmax(logits(predictions, i), 1 / value);
            for (int c = 0; c < odds.length; c++) {
                scaled[i][c] = (float) odds[c];
            }
        }
        return Predictions.of(predictions.labels(), rows, truth, scaled);
    }

    /**
     * One face's probabilities at this temperature.
     *
     * @param probabilities of any number of classes
     */
    public double[] applyTo(float[] probabilities) {
        double[] logits = new double[probabilities.length];
        for (int c = 0; c < logits.length; c++) {
            logits[c] = logit(probabilities[c]);
        }
        return softmax(logits, 1 / value);
    }

    /** The loss's derivative by the inverse temperature: mean expected logit minus mean logit of the truth. */
    private static double slope(Predictions predictions, double inverse) {
        double sum = 0;
        for (int i = 0; i < predictions.size(); i++) {
            double[] logits = logits(predictions, i);
            double[] odds = softmax(logits, inverse);
            for (int c = 0; c < odds.length; c++) {
                sum += odds[c] * logits[c];
            }
            sum -= logits[predictions.truth(i)];
        }
        return sum;
    }

    private static double[] softmax(double[] logits, double inverse) {
        double largest = Arrays.stream(logits).max().orElseThrow();
        double[] odds = new double[logits.length];
        double sum = 0;
        for (int c = 0; c < odds.length; c++) {
            odds[c] = Math.exp(inverse * (logits[c] - largest));
            sum += odds[c];
        }
        for (int c = 0; c < odds.length; c++) {
            odds[c] /= sum;
        }
        return odds;
    }

    private static double[] logits(Predictions predictions, int i) {
        double[] logits = new double[predictions.labels().size()];
        for (int c = 0; c < logits.length; c++) {
            logits[c] = logit(predictions.probability(i, c));
        }
        return logits;
    }

    private static double logit(double probability) {
        return Math.log(Math.max(probability, Float.MIN_VALUE));
    }
}
