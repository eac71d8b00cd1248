package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

    @Test
    void thePenaltiesComeBackInTheLastColumns() throws IOException {
        EpochResult epoch = new EpochResult(1, 2.5, 0.1, 2.25, 0.3, 1e-4, 1, 2, Optional.of(new Penalty(0.5, 0.4)));
        Path file = folder.resolve(HistoryCsv.NAME);
        HistoryCsv.write(file, new History(List.of(epoch)));
        assertThat(HistoryCsv.read(file).epochs()).containsExactly(epoch);
        assertThat(Files.readAllLines(file).get(0)).endsWith(",images_per_second,penalty,validation_penalty");
        assertThat(Files.readAllLines(file).get(1)).endsWith(",0.5,0.4");
    }

    @Test
    void aHistoryOfAnEarlierVersionIsRead() throws IOException {
        Path file = folder.resolve(HistoryCsv.NAME);
        Files.writeString(
                file,
                "epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate,seconds,images_per_second\n"
                        + "1,2.5,0.1,2.25,0.3,1.0E-4,1.0,2.0\n");
        History older = HistoryCsv.read(file);
        assertThat(older.epochs()).containsExactly(new EpochResult(1, 2.5, 0.1, 2.25, 0.3, 1e-4, 1, 2));
        HistoryCsv.write(file, older);
        assertThat(HistoryCsv.read(file)).isEqualTo(older);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,3|line 2 has 3 values, expected 10: 1,2,3",
                "1,x,3,4,5,6,7,8,9,10|line 2 has a value that is not a number: For input string: \"x\""
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
