package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoSummaryTest {
    @ParameterizedTest
    @CsvSource({
        "10, 24, 2.4 times slower than real time",
        "10, 4, 2.5 times faster than real time",
        "0, 4, nothing to play"
    })
    void theSpeedIsToldInWords(double seconds, double work, String words) {
        assertThat(new VideoSummary(0, seconds, work, List.of(), Optional.empty()).speed())
                .isEqualTo(words);
    }
}
