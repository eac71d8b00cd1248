package dev.mien.recognition;

/**
 * Exponential smoothing of numbers that come at uneven times. With the time constant tau and dt seconds since the number before,
 *
 * <pre>s = s + (1 - exp(-dt / tau)) (x - s),    s = x for the first x.</pre>
 *
 * <p>So a number's share fades by the time that has passed and not by how many came since: a step from 0 to 1 that is seen at
 * any times at all stands at 1 - exp(-t / tau) after t seconds, 63 % after tau. A mean of probabilities sums to 1 as they do.
 */
final class ScoreSmoothing {
    private ScoreSmoothing() {}

    /**
     * The next smoothed numbers.
     *
     * @param smoothed those before; of the length of {@code next}
     * @param elapsed seconds between them, at least 0
     * @param timeConstant in seconds; 0 answers with {@code next}
     */
    static double[] step(double[] smoothed, double[] next, double elapsed, double timeConstant) {
        double share = timeConstant == 0 ? 1 : -Math.expm1(-elapsed / timeConstant);
        double[] result = new double[next.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = smoothed[i] + share * (next[i] - smoothed[i]);
        }
        return result;
    }
}
