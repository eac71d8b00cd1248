package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryRecorderTest {
    @TempDir
    private Path folder;

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
}
