package dev.mien.evaluation;

import dev.mien.InvalidInputException;
import dev.mien.SplitMix64;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A temperature, and its effect on rows that it was not fitted on. Its own rows would show too good an effect.
 *
 * @param temperature fitted on all validation rows
 * @param fittedRows number of these rows
 * @param before the fit without a temperature, on the measuring rows
 * @param after the fit with the temperature, on the same rows
 */
public record Calibration(Temperature temperature, int fittedRows, Measure before, Measure after) {
    /** Number of parts of {@link #crossFitted}. */
    public static final int FOLDS = 5;

    /**
     * How well probabilities fit the truths.
     *
     * @param logLoss mean negative log-likelihood of the truths, in nats
     */
    public record Measure(double logLoss, ReliabilityDiagram diagram) {
        /** Measures predictions. */
        public static Measure of(Predictions predictions) {
            return new Measure(Evaluation.logLoss(predictions), ReliabilityDiagram.of(predictions));
        }

        /** See {@link ReliabilityDiagram#expectedCalibrationError()}. */
        public double expectedCalibrationError() {
            return diagram.expectedCalibrationError();
        }
    }

    /** Fits on validation rows and measures on others, such as test rows. */
    public static Calibration of(Predictions validation, Predictions others) {
        Temperature temperature = Temperature.fit(validation);
        return new Calibration(
                temperature, validation.size(), Measure.of(others), Measure.of(temperature.applyTo(others)));
    }

    /**
     * Fits on validation rows and measures on the same rows by cross-fitting, for data without other rows. A hash of
     * the position deals the rows into {@value #FOLDS} parts. Each part is measured at the temperature of the rest.
     *
     * @throws InvalidInputException if there are fewer than {@value #FOLDS} rows
     */
    public static Calibration crossFitted(Predictions validation) {
        int n = validation.size();
        if (n < FOLDS) {
            throw new InvalidInputException("calibration by cross-fitting got " + n + " rows, expected at least "
                    + FOLDS + ": give more faces, or a data set with a test part");
        }
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingLong(i -> SplitMix64.mix(i + SplitMix64.GOLDEN_GAMMA)))
                .mapToInt(i -> i)
                .toArray();
        List<Predictions> parts = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            Predictions rest = validation.select(part(order, i -> i % FOLDS != held));
            parts.add(Temperature.fit(rest).applyTo(validation.select(part(order, i -> i % FOLDS == held))));
        }
        return new Calibration(
                Temperature.fit(validation), n, Measure.of(validation), Measure.of(Predictions.joined(parts)));
    }

    private static int[] part(int[] order, IntPredicate places) {
        return IntStream.range(0, order.length)
                .filter(places)
                .map(i -> order[i])
                .toArray();
    }
}
