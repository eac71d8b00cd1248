package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Fer2013Csv;
import dev.mien.dataset.SplitPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels that trained runs dispute. */
class DataAuditCommandDisputesTest {
    @TempDir
    private Path folder;

    private CommandResult audit(Object... more) {
        List<Object> words = new ArrayList<>(List.of("data", "audit", "--data", TrainedRuns.faces(), "--out", folder));
        words.addAll(List.of(more));
        return mien(words.toArray());
    }

    private JsonNode json() throws IOException {
        return JsonFiles.read(folder.resolve("audit.json"));
    }

    private static Set<Integer> trained(int seed) {
        Dataset train = SplitPlan.random(seed)
                .apply(Fer2013Csv.read(TrainedRuns.faces()))
                .train();
        Set<Integer> rows = new HashSet<>();
        for (int i = 0; i < train.size(); i++) {
            rows.add(train.row(i));
        }
        return rows;
    }

    @Test
    void oneRunJudgesItsTrainingRowsInSampleAndSaysSo() throws IOException {
        CommandResult result = audit("--model", TrainedRuns.first(), "--fail-on", "disputed");
        assertThat(result.code()).as(result.err()).isEqualTo(Main.FAILED);
        assertThat(result.err()).contains("the data has disputed (");
        int known = trained(42).size();
        assertThat(result.out())
                .contains((TrainedRuns.FACES - known) + " rows are judged out-of-fold", "and " + known + " in-sample");
        assertThat(json().path("disputes").path("rows_in_sample").asInt()).isEqualTo(known);
        assertThat(json().path("disputes").path("models").path(0).asText())
                .isEqualTo(TrainedRuns.first().toString());
        assertThat(Files.readString(folder.resolve("audit.html")))
                .contains("Labels that a model disputes", "rows are judged out-of-fold", " → ")
                .doesNotContain("http:", "https:");
    }

    @Test
    void eachRowIsJudgedByTheRunsThatDidNotTrainOnIt() throws IOException {
        assertThat(audit("--model", TrainedRuns.first() + "," + TrainedRuns.otherSeed())
                        .code())
                .isZero();
        Set<Integer> both = trained(42);
        both.retainAll(trained(7));
        JsonNode disputes = json().path("disputes");
        assertThat(disputes.path("rows_in_sample").asInt()).isEqualTo(both.size());
        assertThat(disputes.path("rows_out_of_fold").asInt()).isEqualTo(TrainedRuns.FACES - both.size());
        assertThat(disputes.path("ranked")).isNotEmpty();
        double before = -1;
        for (JsonNode dispute : disputes.path("ranked")) {
            assertThat(dispute.path("in_sample").asBoolean())
                    .isEqualTo(both.contains(dispute.path("row").asInt()));
            assertThat(dispute.path("margin").asDouble()).isBetween(before, 0.0);
            before = dispute.path("margin").asDouble();
        }
        assertThat(json().path("findings").path("disputed").path("rows").asInt())
                .isEqualTo(disputes.path("ranked").size());
    }

    @Test
    void disputedRowsAreCleanedOnlyIfNamed() throws IOException {
        Path clean = folder.resolve("clean.csv");
        assertThat(audit("--model", TrainedRuns.first(), "--clean", clean).out())
                .contains("clean: " + clean + ", 420 rows; 0 removed");
        CommandResult asked = audit("--model", TrainedRuns.first(), "--clean", clean, "--clean-kinds", "copy,disputed");
        int disputed = json().path("findings").path("disputed").path("rows").asInt();
        assertThat(asked.out()).contains((TrainedRuns.FACES - disputed) + " rows; " + disputed + " removed");
        assertThat(Fer2013Csv.read(clean).size()).isEqualTo(TrainedRuns.FACES - disputed);
        assertThat(json().path("clean").path("kinds").toString()).isEqualTo("[\"copy\",\"disputed\"]");
    }

    /** The run's data is read again to tell which of other rows it was trained on. */
    @Test
    void rowsOfOtherDataAreRecognisedByTheirPixels() throws IOException {
        List<String> lines = Files.readAllLines(TrainedRuns.faces());
        Path part = Files.write(folder.resolve("part.csv"), lines.subList(0, 101));
        long known = trained(42).stream().filter(row -> row < 100).count();
        mien("data", "audit", "--data", part, "--model", TrainedRuns.first(), "--out", folder)
                .requireDone();
        assertThat(json().path("disputes").path("rows_in_sample").asInt()).isEqualTo(known);
    }

    @Test
    void mistakesAreExplained() throws IOException {
        assertThat(audit("--fail-on", "disputed").err())
                .contains("--fail-on disputed needs a trained model: give --model RUN");
        assertThat(audit("--keep-tests").err()).contains("choose what --clean removes: give --clean FILE.csv");
        Path alone = Files.copy(TrainedRuns.first().resolve("best.safetensors"), folder.resolve("alone.safetensors"));
        CommandResult result = audit("--model", alone);
        assertThat(result.code()).isEqualTo(Main.MISTAKE);
        assertThat(result.err()).contains("alone.safetensors does not belong to a run", "name a run folder");
        assertThat(Arrays.asList(folder.toFile().list())).containsExactly("alone.safetensors");
    }
}
