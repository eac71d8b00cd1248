package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.InvalidInputException;
import dev.mien.dataset.Scaling;
import dev.mien.dataset.SplitPlan;
import dev.mien.engine.ConvolutionPlan;
import dev.mien.engine.Refinement;
import dev.mien.engine.Refinements;
import dev.mien.io.SelfChecksum;
import dev.mien.nn.Architectures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
