package dev.mien.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void onlyWhatNeedsQuotesHasThem() {
        assertThat(Csv.line(List.of("a", "", "1.5", " b "))).isEqualTo("a,,1.5, b \n");
        assertThat(Csv.line(List.of("a,b", "say \"no\"", "two\nlines", "c\rd")))
                .isEqualTo("\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",\"c\rd\"\n");
    }
}
