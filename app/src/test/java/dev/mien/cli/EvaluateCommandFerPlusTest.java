package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.testing.FerPlusFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faces that are judged by the votes of FER+. */
class EvaluateCommandFerPlusTest {
    @TempDir
    private Path folder;

    /** Ten votes for a face's own label. Every tenth picture is not a face, and the one after it shows contempt. */
    private static Path votes(Path file, List<String> faces) throws IOException {
        return FerPlusFiles.write(
                file,
                faces,
                (row, own) -> FerPlusFiles.votes(
                        row % 10 == 0 ? FerPlusFiles.NOT_A_FACE : row % 10 == 1 ? FerPlusFiles.CONTEMPT : own, 10));
    }

    @Test
    void ferPlusVotesJudgeUnderThreeRules() throws IOException {
        Path votes = votes(folder.resolve("votes.csv"), Files.readAllLines(TrainedRuns.faces()));
        Path out = folder.resolve("o");
        CommandResult result = mien("evaluate", "--model", TrainedRuns.first(), "--ferplus", votes, "--out", out)
                .requireDone();
        assertThat(result.out())
                .contains("FER+ (votes.csv), answered by the seven emotions under FER+'s names, never contempt")
                .containsPattern("majority +\\d+\\.\\d\\d % of \\d+ \\(95 %")
                .containsPattern("contempt +0\\.000 +0\\.000 +\\d");
        int n = 0;
        int right = 0;
        int contempt = 0;
        for (String line : Files.readAllLines(out.resolve("predictions.csv")).subList(1, 43)) {
            String[] cells = line.split(",");
            int row = Integer.parseInt(cells[0]);
            n += row % 10 == 0 ? 0 : 1;
            contempt += row % 10 == 1 ? 1 : 0;
            right += row % 10 > 1 && cells[1].equals(cells[2]) ? 1 : 0;
        }
        JsonNode ferPlus = JsonFiles.read(out.resolve("evaluation.json")).path("ferplus");
        assertThat(ferPlus.path("source").asText()).isEqualTo("votes.csv");
        assertThat(ferPlus.path("head").asText()).isEqualTo("emotion");
        JsonNode majority = ferPlus.path("majority");
        assertThat(majority.path("n").asInt()).isEqualTo(n);
        assertThat(majority.path("accuracy").asDouble()).isEqualTo(right / (double) n);
        assertThat(majority.path("rule").asText()).startsWith("the emotion with more than half of all votes");
        assertThat(majority.path("accuracy_interval_95")).hasSize(2);
        assertThat(majority.path("classes").path("contempt").path("support").asInt())
                .isEqualTo(contempt);
        assertThat(ferPlus.path("probability").path("n").asInt()).isEqualTo(n);
        assertThat(ferPlus.path("cross_entropy").path("cross_entropy").asDouble())
                .isGreaterThan(36.04 * contempt / n);
        assertThat(ImageIO.read(out.resolve("ferplus_confusion_matrix.png").toFile()))
                .isNotNull();
    }

    /** Faces 30 to 59 validate, and five of them, two of which are no face or contempt, stand in the training rows. */
    @Test
    void ferPlusWorksWithEnsemblesViewsAndWithoutCopies() throws IOException {
        List<String> lines = TrainedRuns.othersWithFiveTrainingRows(31);
        Path data = Files.write(folder.resolve("copies.csv"), lines);
        Path votes = votes(folder.resolve("votes.csv"), lines);
        Path out = folder.resolve("o");
        Object[] command = {
            "evaluate",
            "--model",
            TrainedRuns.first() + "," + TrainedRuns.second(),
            "--tta",
            "--data",
            data,
            "--split",
            "validation",
            "--ferplus",
            votes,
            "--out",
            out
        };
        CommandResult both = mien(command).requireDone();
        assertThat(both.out()).contains("the same without copies of training rows");
        JsonNode with = JsonFiles.read(out.resolve("evaluation.json")).path("ferplus");
        assertThat(with.path("majority").path("n").asInt()).isEqualTo(27);
        JsonNode without = with.path("training_copies").path("without").path("majority");
        assertThat(without.path("n").asInt()).isEqualTo(23);
        Object[] rest = Arrays.copyOf(command, command.length + 1);
        rest[command.length] = "--without-copies";
        assertThat(mien(rest).out()).contains("the same with copies of training rows");
        JsonNode alone = JsonFiles.read(out.resolve("evaluation.json")).path("ferplus");
        assertThat(alone.path("majority")).isEqualTo(without);
        assertThat(alone.path("training_copies")).isEqualTo(with.path("training_copies"));
    }

    @Test
    void votesOnOtherFacesAreRefused() throws IOException {
        Path votes = votes(
                folder.resolve("votes.csv"),
                Files.readAllLines(TrainedRuns.faces()).subList(0, 100));
        CommandResult result = mien("evaluate", "--model", TrainedRuns.first(), "--ferplus", votes);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("votes.csv has 99 rows, faces.csv has 420: FER+ is joined by row number");
    }
}
