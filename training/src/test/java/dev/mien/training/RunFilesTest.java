package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.dataset.SplitPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a run folder holds besides weights. */
class RunFilesTest {
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

    @Test
    void theHistoryIsOnDiskAfterEachEpoch() {
        Path file = folder.resolve("history.csv");
        HistoryRecorder recorder = new HistoryRecorder(file);
        for (int epoch = 1; epoch <= 3; epoch++) {
            EpochResult result = new EpochResult(epoch, 1, 0.5, 1, 0.5, 1e-3, 1, 100);
            assertThat(recorder.onEpoch(result, () -> {
                        throw new AssertionError("the recorder needs no weights");
                    }))
                    .isEqualTo(Callback.Verdict.CONTINUE);
            assertThat(HistoryCsv.read(file).epochs()).hasSize(epoch);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.mien.training.Recipes#names")
    void everyRecipesConfigurationComesBack(String recipe) {
        RunConfig config = new RunConfig(
                Recipes.named(recipe),
                new RunConfig.Data("a/fer 2013.csv", 35_887, "ab12", 100),
                new SplitPlan(SplitPlan.Method.RANDOM, 0.2, 0.15, true, -5),
                Optional.of("runs/before"),
                Map.of("java", "17"));
        Path file = folder.resolve("config.json");
        config.write(file);
        assertThat(RunConfig.read(file)).isEqualTo(config);
    }

    @Test
    void aDamagedConfigurationIsNamed() throws IOException {
        Path file = folder.resolve("config.json");
        assertThatThrownBy(() -> RunConfig.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot read " + file)
                .hasMessageContaining("Give the folder of a run");
        Files.writeString(file, "{\"format\":1,\"recipe\":\"article\"");
        assertThatThrownBy(() -> RunConfig.read(file)).hasMessageStartingWith(file + " is not JSON");
        Files.writeString(file, "{\"format\":1,\"recipe\":7}");
        assertThatThrownBy(() -> RunConfig.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + " is no configuration of a run: 'recipe' is 7, expected text");
        Files.writeString(file, "{\"format\":99}");
        assertThatThrownBy(() -> RunConfig.read(file)).hasMessageContaining("its format is 99, expected 1");
    }

    @Test
    void aRunFolderIsMadeOnce() throws IOException {
        Path path = folder.resolve("deep/run");
        assertThat(RunFolder.create(path).path()).isDirectory();
        assertThat(RunFolder.create(path).path()).isDirectory();
        Files.writeString(path.resolve("config.json"), "{}");
        assertThatThrownBy(() -> RunFolder.create(path))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "the run folder " + path + " exists already, and a run is never written over another. Choose"
                                + " another name with --out, or remove it");
    }
}
