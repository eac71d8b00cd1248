package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report that is written after its training. */
class ReportCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aStoppedRunsReportCanBeWrittenLater() throws IOException {
        Path run = TrainedRuns.copy(TrainedRuns.first(), folder.resolve("run"));
        Files.delete(run.resolve("report.html"));
        mien("report", run).requireDone();
        assertThat(run.resolve("report.html"))
                .content()
                .contains("How to repeat it")
                .contains("--seed 42");
    }
}
