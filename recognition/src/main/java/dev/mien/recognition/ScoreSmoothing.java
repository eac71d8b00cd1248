package dev.mien.recognition;

/**
 * Exponential smoothing of numbers that come at uneven times. With the time constant tau and dt seconds since the
 * previous number,
 *
 * <pre>s = s + (1 - exp(-dt / tau)) (x - s),    s = x for the first x.</pre>
 *
 * <p>A number's share fades with the time that has passed, not with the count of later numbers. A step from 0 to 1
 * reaches 1 - exp(-t / tau) after t seconds, whenever it is sampled; that is 63 % after tau. Smoothed probabilities
 * still sum to 1.
 */
final class ScoreSmoothing {
    private ScoreSmoothing() {}

    /**
     * The next smoothed numbers.
     *
     * @param smoothed the previous ones, as many as {@code next}
     * @param elapsed seconds between them, at least 0
     * @param timeConstant in seconds; 0 returns {@code next}
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
