package dev.mien.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IntervalTest {
    static List<String[]> scipy() {
        return GoldenCase.split(GoldenCase.read(GoldenCase.FOLDER + "wilson.csv"));
    }

    @ParameterizedTest
    @MethodSource("scipy")
    void wilsonEqualsScipy(String successes, String trials, String low, String high) {
        Interval interval = Interval.wilson95(Integer.parseInt(successes), Integer.parseInt(trials));

        assertThat(interval.low()).isCloseTo(Double.parseDouble(low), within(1e-12));
        assertThat(interval.high()).isCloseTo(Double.parseDouble(high), within(1e-12));
    }

    /**
     * Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, 1998, table I.
     */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void wilsonEqualsNewcombesTable(int successes, int trials, double low, double high) {
        Interval interval = Interval.wilson95(successes, trials);

        assertThat(interval.low()).isCloseTo(low, within(5e-5));
        assertThat(interval.high()).isCloseTo(high, within(5e-5));
    }

    @Test
    void holdsItsEnds() {
        Interval interval = new Interval(0.25, 0.5);

        assertThat(interval.contains(0.25)).isTrue();
        assertThat(interval.contains(0.5)).isTrue();
        assertThat(interval.contains(0.51)).isFalse();
    }

    @Test
    void refusesImpossibleCounts() {
        assertThatThrownBy(() -> Interval.wilson95(3, 2))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("an interval got 3 successes in 2 trials,"
                        + " expected at least one trial and no more successes than trials");
        assertThatThrownBy(() -> Interval.wilson95(0, 0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Interval.wilson95(-1, 5)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void refusesEndsOutOfOrder() {
        assertThatThrownBy(() -> new Interval(0.6, 0.5))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the interval goes from 0.6 to 0.5, expected two numbers in rising order");
        assertThatThrownBy(() -> new Interval(Double.NaN, 0.5)).isInstanceOf(InvalidInputException.class);
    }
}
