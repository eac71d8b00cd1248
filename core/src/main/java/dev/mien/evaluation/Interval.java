package dev.mien.evaluation;

import dev.mien.InvalidInputException;

/** The numbers from {@code low} to {@code high}, both included. */
public record Interval(double low, double high) {
    /** The 0.975 quantile of the standard normal distribution. */
    private static final double NORMAL_QUANTILE_975 = 1.959963984540054;

    public Interval {
        if (!(low <= high)) {
            throw new InvalidInputException(
                    "the interval goes from " + low + " to " + high + ", expected two numbers in rising order");
        }
    }

    /**
     * The 95 % confidence interval of a proportion by Wilson's score (E. B. Wilson, "Probable inference, the law of
     * succession, and statistical inference", 1927), without continuity correction. It stays within 0 to 1 and is valid
     * for small counts too.
     *
     * @throws InvalidInputException if {@code trials} is less than 1 or {@code successes} is not in 0 to {@code trials}
     */
    public static Interval wilson95(int successes, int trials) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new InvalidInputException("an interval got " + successes + " successes in " + trials + " trials,"
                    + " expected at least one trial and no more successes than trials");
        }
        double square = NORMAL_QUANTILE_975 * NORMAL_QUANTILE_975;
        double failures = (double) trials - successes;
        double denominator = trials + square;
        double center = (successes + square / 2) / denominator;
        double half = NORMAL_QUANTILE_975 / denominator * Math.sqrt(successes * failures / trials + square / 4);
        return new Interval(
                successes == 0 ? 0 : Math.max(0, center - half), failures == 0 ? 1 : Math.min(1, center + half));
    }

    /** Whether {@code value} lies in the interval. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
