package dev.mien.engine;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares arrays by their largest value. */
final class Closeness {
    private Closeness() {}

    /** @param relative the largest allowed difference, as a share of the largest expected value */
    static void close(float[] actual, float[] expected, double relative) {
        double scale = 0;
        for (float value : expected) {
            scale = Math.max(scale, Math.abs(value));
        }
        assertThat(actual)
                .usingComparatorWithPrecision((float) (relative * scale))
                .containsExactly(expected);
    }
}
