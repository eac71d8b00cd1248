package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.nn.Architectures;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    @TempDir
    private Path folder;

    @Test
    void aRunWithoutAnEarlierCheckpointSaysSo() {
        assertThatThrownBy(() -> Checkpoint.read(folder, Architectures.named("small"), true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(folder + " has no checkpoint before its last: leave out --from-previous");
    }
}
