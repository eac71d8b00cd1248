package dev.mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressDisplayTest {
    @ParameterizedTest
    @CsvSource({
        "0,0 s",
        "0.4,0 s",
        "42,42 s",
        "59.4,59 s",
        "59.6,1 min 00 s",
        "185,3 min 05 s",
        "3599.4,59 min 59 s",
        "3599.6,1 h 00 min",
        "3900,1 h 05 min",
        "100000,27 h 46 min"
    })
    void timesAreWrittenForPeople(double seconds, String text) {
        assertThat(ProgressDisplay.time(seconds)).isEqualTo(text);
    }
}
