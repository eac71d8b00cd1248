package dev.mien.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.evaluation.PairedTest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    /**
     * Mid-p values of 0.5, 0.015625 and 0.03125 become, as statsmodels' multipletests(method="holm") has it, 0.5,
     * 0.046875 and 0.0625; a pair without a test does not count.
     */
    @Test
    void severalTestsAreCorrectedAfterHolm() {
        Comparison comparison = new Comparison(
                List.of(),
                List.of(pair(1, 0), new Comparison.Pair("a", "b", Optional.empty(), "no"), pair(0, 6), pair(5, 0)));
        assertThat(comparison.adjusted()).hasSize(3);
        assertThat(comparison.adjusted().get(0)).isCloseTo(0.5, within(1e-12));
        assertThat(comparison.adjusted().get(1)).isCloseTo(0.046875, within(1e-12));
        assertThat(comparison.adjusted().get(2)).isCloseTo(0.0625, within(1e-12));
    }

    private static Comparison.Pair pair(int first, int second) {
        return new Comparison.Pair("a", "b", Optional.of(new PairedTest(9, first, second, 1)), "");
    }
}
