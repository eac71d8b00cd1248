package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.testing.Fer2013Files;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The study of the article's trainings. */
class StudyCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theStudyTrainsThreeTimesAndComparesInOneReport() throws IOException {
        Path out = folder.resolve("study");
        Path faces = Fer2013Files.write(folder.resolve("faces.csv"), 280);
        mien("study", "--data", faces, "--architecture", "small", "--epochs", 1, "--out", out)
                .requireDone();
        assertThat(out.resolve("comparison.png")).isNotEmptyFile();
        assertThat(out.resolve("report.html"))
                .content()
                .contains("62.66 %")
                .contains("article-sgd")
                .contains("article-long: Training");
        assertThat(out.resolve("article-long/config.json")).content().contains("\"initial_weights\" : [ {");
        aStudyWithoutItsLastTrainingGoesOn(out);
    }

    private void aStudyWithoutItsLastTrainingGoesOn(Path study) throws IOException {
        String before = Files.readString(study.resolve("article-sgd/history.csv"));
        try (Stream<Path> files = Files.walk(study.resolve("article-long"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        Files.delete(study.resolve("report.html"));
        mien("study", "--resume", study, "--seed", 3).requireMistake("cannot be given together with --seed");
        mien("study", "--resume", folder.resolve("none")).requireMistake("there is no study to resume");
        mien("study").requireMistake("no data are given");
        mien("study", "--resume", study).requireDone();
        assertThat(study.resolve("article-sgd/history.csv")).hasContent(before);
        assertThat(study.resolve("article-long/config.json")).content().contains("\"epochs\" : 1");
        assertThat(study.resolve("report.html")).content().contains("article-long: Training");
    }

    @Test
    void aStudyOfBadDataLeavesNoFolder() {
        Path out = folder.resolve("study");
        mien("study", "--data", folder.resolve("no.csv"), "--out", out).requireMistake("no.csv");
        mien("study", "--data", TrainedRuns.faces(), "--epochs", 0, "--out", out)
                .requireMistake("epochs is 0");
        assertThat(out).doesNotExist();
        mien("study", "--data", TrainedRuns.faces(), "--out", TrainedRuns.first())
                .requireMistake("exists already");
    }
}
