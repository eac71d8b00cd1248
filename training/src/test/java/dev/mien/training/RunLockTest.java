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

class RunLockTest {
    @TempDir
    private Path folder;

    @Test
    void whoTakesTheLockDiscardsWhatAKilledTrainingLeftUnfinished() throws IOException {
        RunFolder run = RunFolder.create(folder.resolve("left"));
        Path half = Files.createFile(run.path().resolve(".checkpoint-next.safetensors.0123abcd.part"));
        Path best = Files.createFile(run.path().resolve(".best.safetensors.0123abcd.part"));
        Path others = Files.createFile(run.path().resolve(".answers.json.0123abcd.part"));
        RunLock.take(run).close();
        assertThat(half).doesNotExist();
        assertThat(best).doesNotExist();
        assertThat(others).exists();
        RunChecksums.write(run);
        Files.delete(others);
        assertThat(RunChecksums.damaged(run)).isEmpty();
    }
}
