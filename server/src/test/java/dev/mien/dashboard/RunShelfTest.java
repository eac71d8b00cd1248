package dev.mien.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunShelfTest {
    @TempDir
    private Path folder;

    private RunShelf after(Duration time) {
        return new RunShelf(folder, Clock.fixed(WrittenRuns.WRITTEN.plus(time), ZoneOffset.UTC));
    }

    private RunState stateAfter(Duration time) {
        return after(time).list().get(0).state();
    }

    @Test
    void aRunIsRunningUntilItHasBeenQuietForThreeEpochs() {
        Path run = WrittenRuns.begun(folder.resolve("a"), "x", 0.001);
        assertThat(stateAfter(Duration.ofSeconds(119))).isEqualTo(RunState.RUNNING);
        assertThat(stateAfter(Duration.ofSeconds(121))).isEqualTo(RunState.STOPPED);
        WrittenRuns.epochs(run, 2);
        assertThat(stateAfter(Duration.ofSeconds(299))).isEqualTo(RunState.RUNNING);
        assertThat(stateAfter(Duration.ofSeconds(301))).isEqualTo(RunState.STOPPED);
        WrittenRuns.epochs(run, 3);
        assertThat(stateAfter(Duration.ofDays(1))).isEqualTo(RunState.DONE);
    }

    @Test
    void anEarlyStopIsDoneOnceItIsJudged() {
        Path run = WrittenRuns.begun(folder.resolve("a"), "x", 0.001);
        WrittenRuns.epochs(run, 2);
        WrittenRuns.judged(run, true, true, false, true);
        assertThat(stateAfter(Duration.ofDays(1))).isEqualTo(RunState.DONE);
    }

    @Test
    @SuppressWarnings("unchecked")
    void aSummaryHasTheLastTheBestAndTheTestAndNoFolder() {
        Path run = WrittenRuns.begun(folder.resolve("a"), "x", 0.001);
        WrittenRuns.epochs(run, 3);
        WrittenRuns.judged(run, true, true, false, true);
        Map<String, Object> fields = after(Duration.ZERO).list().get(0).fields();
        assertThat(fields)
                .containsEntry("id", "a")
                .containsEntry("recipe", "mien")
                .containsEntry("data", "faces.csv")
                .containsEntry("epochs_done", 3)
                .containsEntry("epochs_planned", 3);
        assertThat((Map<String, Double>) fields.get("best")).containsEntry("epoch", 2.0);
        assertThat((Map<String, Double>) fields.get("last")).containsEntry("validation_accuracy", 0.5);
        assertThat((Map<String, Object>) fields.get("test")).containsEntry("accuracy", 0.75);
    }

    @Test
    void aChangedFileIsReadAgain() {
        RunShelf shelf = after(Duration.ZERO);
        Path run = WrittenRuns.begun(folder.resolve("a"), "x", 0.001);
        assertThat(shelf.list().get(0).fields()).containsEntry("epochs_done", 0);
        WrittenRuns.epochs(run, 1);
        assertThat(shelf.list().get(0).fields()).containsEntry("epochs_done", 1);
    }

    @Test
    void runsInFoldersHaveIdsOfBothNames() {
        WrittenRuns.begun(folder.resolve("study/adam 1"), "x", 0.001);
        WrittenRuns.begun(folder.resolve("study/adam_1"), "x", 0.001);
        WrittenRuns.write(folder.resolve("notes/readme.txt"), "no run");
        assertThat(after(Duration.ZERO).list())
                .extracting(RunSummary::id)
                .containsExactlyInAnyOrder("study.adam_1", "study.adam_1-2");
        assertThat(after(Duration.ZERO).run("../study.adam_1")).isEmpty();
    }

    @Test
    void aDamagedRunIsListedWithItsProblem() {
        WrittenRuns.write(folder.resolve("a/config.json"), "{\"training\": ");
        WrittenRuns.begun(folder.resolve("b"), "x", 0.001);
        WrittenRuns.write(folder.resolve("b/history.csv"), "epoch,loss\n1,many\n");
        List<RunSummary> runs = after(Duration.ZERO).list();
        assertThat(runs).extracting(RunSummary::state).containsOnly(RunState.UNREADABLE);
        assertThat(runs.get(0).fields().get("problem")).asString().startsWith("config.json holds no JSON");
        assertThat(runs.get(1).fields()).containsEntry("problem", "line 2 of the history is no epoch");
    }

    @Test
    void aRunGoneIsForgotten() throws Exception {
        RunShelf shelf = after(Duration.ZERO);
        Path run = WrittenRuns.begun(folder.resolve("a"), "x", 0.001);
        assertThat(shelf.list()).hasSize(1);
        Files.delete(run.resolve("config.json"));
        assertThat(shelf.list()).isEmpty();
        assertThat(shelf.run("a")).isEmpty();
    }

    @Test
    @SuppressWarnings("unchecked")
    void detailsAreInTheOrderOfRowsAndWithoutFolders() {
        Path run = WrittenRuns.begun(folder.resolve("a"), "x", 0.001);
        WrittenRuns.epochs(run, 3);
        WrittenRuns.judged(run, true, true, false, false);
        Map<String, Object> fields = after(Duration.ZERO).run("a").orElseThrow().fields();
        assertThat(fields.get("config")).asString().contains("\"other\"").doesNotContain("somebody");
        List<Map<String, Object>> mistakes = (List<Map<String, Object>>) fields.get("mistakes");
        assertThat(mistakes).extracting(mistake -> mistake.get("row")).containsExactly(10, 20);
        assertThat(mistakes.get(0)).containsEntry("truth", "angry").containsEntry("predicted", "happy");
        int[][] counts = (int[][]) ((Map<String, Object>) fields.get("matrix")).get("counts");
        assertThat(counts[0]).containsExactly(2, 0, 0, 2, 0, 0, 0);
        assertThat(fields).containsEntry("mistakes_picture", true);
    }

    @Test
    @SuppressWarnings("unchecked")
    void twoRunsAreComparedOnTheSameFaces() {
        Path first = WrittenRuns.begun(folder.resolve("a"), "x", 0.001);
        Path second = WrittenRuns.begun(folder.resolve("b"), "x", 0.01);
        WrittenRuns.judged(first, true, true, false, true);
        assertThat(compared()).containsEntry("untested", "a run was not judged yet");
        WrittenRuns.judged(second, false, false, true, true);
        Map<String, Object> test = (Map<String, Object>) compared().get("test");
        assertThat(test)
                .containsEntry("only_first_right", 2)
                .containsEntry("only_second_right", 1)
                .containsEntry("difference", 0.25)
                .containsEntry("significant", false);
        assertThat(compared().get("differences"))
                .isEqualTo(List.of(
                        Map.of("setting", "training.optimization.learning_rate", "first", "0.001", "second", "0.01")));
        WrittenRuns.begun(second, "y", 0.01);
        assertThat(compared()).containsEntry("untested", "the runs were judged on different faces");
    }

    private Map<String, Object> compared() {
        RunShelf shelf = after(Duration.ZERO);
        return shelf.run("a").orElseThrow().comparedWith(shelf.run("b").orElseThrow());
    }

    @Test
    void aThousandRunsAreListedAndThenReadFromMemory() {
        for (int i = 0; i < 1000; i++) {
            WrittenRuns.epochs(WrittenRuns.begun(folder.resolve("run-" + i), "x", 0.001), 3);
        }
        RunShelf shelf = after(Duration.ZERO);
        List<RunSummary> first = shelf.list();
        assertThat(first).hasSize(1000);
        List<RunSummary> second = shelf.list();
        for (int i = 0; i < 1000; i++) {
            assertThat(second.get(i).facts().get("best"))
                    .isSameAs(first.get(i).facts().get("best"));
        }
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThatThrownBy(() -> new RunShelf(folder.resolve("none")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("there is no folder");
    }
}
