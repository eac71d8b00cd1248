package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.testing.Fer2013Files;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faces that are judged and stood in the training rows too: they are counted, and left out on request. */
class EvaluateCommandCopiesTest {
    @TempDir
    private Path folder;

    /**
     * Of 30 test faces five trained the model, out of another file, and one more of them stands twice among themselves;
     * what the judged data marks as Training did not train it.
     */
    @Test
    void copiesOfTrainingRowsAreCountedAndLeftOut() throws IOException {
        List<String> lines = TrainedRuns.othersWithFiveTrainingRows(32);
        lines.set(45, lines.get(44));
        lines.set(50, lines.get(1).replace("Training", "PublicTest"));
        Path data = Files.write(folder.resolve("copies.csv"), lines);
        Path out = folder.resolve("out");
        CommandResult result =
                mien("evaluate", "--model", TrainedRuns.first(), "--data", data, "--split", "validation", "--out", out);
        assertThat(result.out())
                .contains("5 validation faces are exact copies of training faces")
                .contains("of 30 (95 %")
                .contains("of 25 (95 %")
                .contains("split: official: rows of PublicTest");
        JsonNode both = JsonFiles.read(out.resolve("evaluation.json"));
        assertThat(both.path("n").asInt()).isEqualTo(30);
        assertThat(both.path("training_copies").path("rows").asInt()).isEqualTo(5);

        CommandResult rest = mien(
                "evaluate",
                "--model",
                TrainedRuns.first(),
                "--data",
                data,
                "--split",
                "validation",
                "--without-copies",
                "--out",
                out);
        assertThat(rest.out()).contains("without copies of training rows");
        JsonNode without = JsonFiles.read(out.resolve("evaluation.json"));
        assertThat(without.path("n").asInt()).isEqualTo(25);
        assertThat(without.path("accuracy"))
                .isEqualTo(both.path("training_copies").path("without").path("accuracy"));
        assertThat(without.path("training_copies")).isEqualTo(both.path("training_copies"));
        assertThat(Files.readAllLines(out.resolve("predictions.csv"))).hasSize(26);
        CommandResult nothing = mien(
                "evaluate",
                "--model",
                TrainedRuns.first(),
                "--data",
                TrainedRuns.faces(),
                "--split",
                "train",
                "--without-copies");
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).contains("all 340 faces of the part 'train' have the pixels of a training row");
    }

    /** A member that was trained on another division has seen most of the first's test faces. */
    @Test
    void anEnsemblesTrainingRowsAreThoseOfAllItsMembers() throws IOException {
        Path out = folder.resolve("both");
        mien("evaluate", "--model", TrainedRuns.first() + "," + TrainedRuns.otherSeed(), "--out", out);
        JsonNode copies = JsonFiles.read(out.resolve("evaluation.json")).path("training_copies");
        assertThat(copies.path("rows").asInt()).isBetween(25, 42);
        assertThat(copies.path("rows").asInt()
                        + copies.path("without").path("n").asInt())
                .isEqualTo(42);
    }

    /** So has a student, by its teacher's division and by that of the weights that it began with. */
    @ParameterizedTest
    @ValueSource(strings = {"--teacher", "--initial-weights"})
    void aRunsTrainingRowsAreThoseOfTheRunsBehindItToo(String option) throws IOException {
        Path relative =
                Path.of("").toAbsolutePath().relativize(TrainedRuns.otherSeed().toAbsolutePath());
        Path student = folder.resolve("student");
        CommandResult result = mien(
                        "train",
                        "--data",
                        TrainedRuns.faces(),
                        "--recipe",
                        "small",
                        "--epochs",
                        1,
                        option,
                        relative,
                        "--out",
                        student)
                .requireDone();
        assertThat(result.out()).contains("faces are exact copies of training faces");
        JsonNode copies = JsonFiles.read(student.resolve("evaluation.json")).path("training_copies");
        assertThat(copies.path("rows").asInt()).isBetween(25, 42);
        assertThat(student.resolve("config.json"))
                .content()
                .contains(TrainedRuns.otherSeed().toString());
    }

    /** Of a file that stands alone nobody knows more than what the data marks. */
    @Test
    void theTrainingRowsOfAFileAloneAreNotClaimedToBeKnown() throws IOException {
        Path file = folder.resolve("alone.onnx");
        assertThat(mien("export", "--model", TrainedRuns.first(), "--out", file).code())
                .isZero();
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"of another program\"}");
        Path out = folder.resolve("o");
        CommandResult result = mien(
                        "evaluate",
                        "--model",
                        TrainedRuns.second() + "," + file,
                        "--data",
                        TrainedRuns.faces(),
                        "--split",
                        "validation",
                        "--out",
                        out)
                .requireDone();
        assertThat(result.out())
                .contains("the training rows of " + file + " are unknown: the rows marked Training are used instead");
        JsonNode copies = JsonFiles.read(out.resolve("evaluation.json")).path("training_copies");
        assertThat(copies.path("rows").asInt())
                .as("all rows are marked Training")
                .isEqualTo(38);
        assertThat(copies.path("training_rows_unknown_of").get(0).asText()).isEqualTo(file.toString());
        assertThat(JsonFiles.read(TrainedRuns.first().resolve("evaluation.json"))
                        .path("training_copies")
                        .has("training_rows_unknown_of"))
                .isFalse();
    }

    /** A run whose data is gone is as little known as a file alone. */
    @Test
    void aRunWithoutItsDataIsAStranger() throws IOException {
        Path data = Fer2013Files.write(folder.resolve("own.csv"), 210);
        Path run = folder.resolve("run");
        CommandResult trained = mien("train", "--data", data, "--recipe", "small", "--epochs", 1, "--out", run)
                .requireDone();
        Files.delete(data);
        Path tests = Fer2013Files.writeOthers(folder.resolve("t.csv"), 20, i -> i < 10 ? "Training" : "PrivateTest");
        CommandResult result = mien("evaluate", "--model", run, "--data", tests, "--out", folder.resolve("o"))
                .requireDone();
        assertThat(result.out()).contains("the training rows of " + run + " are unknown");
    }

    @Test
    void dataWithoutTrainingRowsSaysSo() throws IOException {
        Path tests = Fer2013Files.write(folder.resolve("tests.csv"), 7, i -> "PrivateTest");
        Path file = folder.resolve("alone.onnx");
        assertThat(mien("export", "--model", TrainedRuns.first(), "--out", file).code())
                .isZero();
        CommandResult result = mien("evaluate", "--model", file, "--data", tests, "--out", folder.resolve("o"));
        assertThat(result.out()).contains("the data has no training rows, so copies of them cannot be found");
        assertThat(JsonFiles.read(folder.resolve("o/evaluation.json")).has("training_copies"))
                .isFalse();
        CommandResult without = mien("evaluate", "--model", file, "--data", tests, "--without-copies");
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err())
                .contains("tests.csv has no training rows: give data with its Training rows. Leave"
                        + " out --without-copies");
    }
}
