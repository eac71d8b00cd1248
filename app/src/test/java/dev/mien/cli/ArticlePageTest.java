package dev.mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about a study has the figures of its files. Small runs stand for the article's three trainings. */
class ArticlePageTest {
    private static final Path PROGRAM = Path.of("..", "benchmarks", "article", "page.py");

    @TempDir
    private Path folder;

    private Path study;

    @BeforeEach
    void layOut() throws IOException {
        study = folder.resolve("study");
        TrainedRuns.copy(TrainedRuns.first(), study.resolve("article"));
        TrainedRuns.copy(TrainedRuns.second(), study.resolve("article-sgd"));
        TrainedRuns.copy(TrainedRuns.otherSeed(), study.resolve("article-long"));
    }

    private String page(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("python3", PROGRAM.toString(), "--study", study.toString(), "--docs", folder.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return Files.readString(folder.resolve("article.md"));
    }

    private static String accuracy(Path run) throws IOException {
        JsonNode evaluation = JsonFiles.read(run.resolve("evaluation.json"));
        return String.format(
                Locale.ROOT, "%.2f %%", 100 * evaluation.path("accuracy").asDouble());
    }

    @Test
    void eachTrainingHasItsScoreReportAndPictures() throws IOException, InterruptedException {
        String page = page();
        assertThat(page)
                .contains("| rows | 35,887 | 420 |")
                .contains("| 29,068, 3,230, 3,589 | 340, 38, 42 |")
                .contains("| parameters | 5,810,183 | 84,663 |");
        for (String name : List.of("article", "article-sgd", "article-long")) {
            assertThat(page)
                    .contains("| " + accuracy(study.resolve(name)) + " (95 %: ")
                    .contains(Files.readString(study.resolve(name).resolve("classification_report.txt"))
                            .stripTrailing())
                    .contains("(pictures/article/" + name + "-confusion_matrix.png)");
            assertThat(folder.resolve("pictures/article/" + name + "-loss.png"))
                    .hasSameBinaryContentAs(study.resolve(name).resolve("plots/loss.png"));
        }
        assertThat(page).doesNotContain("Keras itself").doesNotContain("predictions.png");
    }

    @Test
    void firstEpochsAndChangesStandBesideTheStudy() throws IOException, InterruptedException {
        Path beside = folder.resolve("beside");
        TrainedRuns.copy(TrainedRuns.first(), beside.resolve("mien-42"));
        Files.copy(study.resolve("article/history.csv"), beside.resolve("keras-42.csv"));
        Files.writeString(beside.resolve("keras-42.test.json"), "{\"loss\": 1.5, \"accuracy\": 0.25}");
        Files.copy(study.resolve("article/plots/loss.png"), beside.resolve("first_epochs.png"));
        TrainedRuns.copy(TrainedRuns.second(), beside.resolve("fp32"));
        String page = page("--beside", beside.toString());
        String[] last =
                Files.readAllLines(study.resolve("article/history.csv")).get(3).split(",");
        String loss = String.format(Locale.ROOT, "%.4f", Double.parseDouble(last[1]));
        assertThat(page)
                .contains("| 42 | 3 | " + loss + " | " + loss + " |")
                .contains("| 1.5000 |", "| 25.00 % | " + accuracy(study.resolve("article")) + " |")
                .contains("differs by 0.0 points")
                .contains("One seed alone does not tell the spread over seeds.")
                .contains("| arithmetic in 32 bits | " + accuracy(study.resolve("article-sgd")) + " | ")
                .contains(" | 42 | 1 |")
                .doesNotContain("50 % of the training rows");
    }

    @Test
    void aStudyThatIsNotFinishedHasNoPage() throws IOException, InterruptedException {
        Files.move(
                study.resolve("article-long/checksums.sha256"),
                study.resolve("elsewhere"),
                StandardCopyOption.REPLACE_EXISTING);
        Process process = new ProcessBuilder("python3", PROGRAM.toString(), "--study", study.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes()))
                .contains("article-long is not finished: go on with ./mien study --resume " + study);
        assertThat(process.waitFor()).isNotZero();
    }
}
