package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is the same for all commands. */
class MainTest {
    @TempDir
    private Path folder;

    @Test
    void helpAndVersionAreAnswers() {
        assertThat(mien("--help").out()).contains("train", "study", "evaluate", "summary", "data");
        assertThat(mien("--version").out()).startsWith("mien ");
        assertThat(mien().out()).contains("Usage: mien");
        assertThat(mien("trian").code()).isEqualTo(2);
        assertThat(mien("trian").err()).contains("trian").contains("Did you mean");
    }

    @Test
    void theTraceIsShownOnRequest() {
        assertThat(mien("--verbose", "train", "--data", "nowhere.csv").err()).contains("\tat dev.mien.");
    }
}
