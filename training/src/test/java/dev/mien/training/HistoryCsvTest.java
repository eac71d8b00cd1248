package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryCsvTest {
    @TempDir
    private Path folder;

    @Test
    void aHistoryComesBackToTheLastDigit() {
        History history = new History(List.of(
                new EpochResult(1, 1.0 / 3, 0.1, Math.PI, 0.3, 1e-4, 12.345678901234567, 250.1),
                new EpochResult(2, 0.25, 0.7, 2, 0.62661, 1e-4, 1, 2)));
        Path file = folder.resolve(HistoryCsv.NAME);
        HistoryCsv.write(file, history);
        assertThat(HistoryCsv.read(file)).isEqualTo(history);
        assertThat(history.best().orElseThrow().epoch()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,3|line 2 has 3 values, expected 8: 1,2,3",
                "1,x,3,4,5,6,7,8|line 2 holds no number: For input string: \"x\""
            })
    void aBrokenHistoryIsNamed(String line, String text) throws IOException {
        Path file = folder.resolve("history.csv");
        HistoryCsv.write(file, new History(List.of()));
        Files.writeString(file, Files.readString(file) + line + "\n");
        assertThatThrownBy(() -> HistoryCsv.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + " " + text);
    }
}
