package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.experiment.Experiment;
import dev.mien.io.Sha256;
import dev.mien.judging.JudgingWatch;
import dev.mien.testing.Fer2013Files;
import dev.mien.testing.FerPlusFiles;
import dev.mien.training.StopRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flagship's recipe, and what the commands make of its run. One of its two heads learned from votes. */
class FlagshipRecipeTest {
    @TempDir
    private static Path shared;

    private static Path csv;

    private static Path votes;

    private static Path run;

    private static CommandResult training;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trainOnce() throws IOException {
        csv = Fer2013Files.write(shared.resolve("faces.csv"), 56, i -> i < 42 ? "Training" : "PublicTest");
        // eight votes for the face's own label, and two for contempt
        votes = FerPlusFiles.write(
                shared.resolve("votes.csv"),
                Files.readAllLines(csv),
                (row, own) -> FerPlusFiles.votes(own, 8, FerPlusFiles.CONTEMPT, 2));
        run = shared.resolve("run");
        training = mien(
                "train",
                "--data",
                csv,
                "--ferplus",
                votes,
                "--recipe",
                "mien",
                "--epochs",
                1,
                "--batch",
                21,
                "--out",
                run);
    }

    @Test
    void theRecipeDividesOfficiallyAndKeepsWhatItLearnedFrom() throws IOException {
        training.requireDone();
        assertThat(training.out())
                .contains("recipe mien, architecture mien-pool,")
                .contains("(42, 48, 48, 1)")
                .contains("PrivateTest is absent");
        JsonNode config = JsonFiles.read(run.resolve("config.json"));
        assertThat(config.path("split").path("method").asText()).isEqualTo("official");
        assertThat(config.path("data").path("fer_plus").path("path").asText()).isEqualTo(votes.toString());
        assertThat(config.path("data").path("fer_plus").path("sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(config.at("/training/optimization/refinements").findValuesAsText("kind"))
                .containsExactly("weight_decay", "ema", "measured_statistics", "sam");
        assertThat(config.at("/training/input/progressive").path("steps").findValuesAsText("side"))
                .containsExactly("32", "40");
        assertThat(config.at("/training/input/late").path("strength").asDouble())
                .isEqualTo(0.4);
        assertThat(config.at("/training/input/mixings/share").asDouble()).isEqualTo(0.5);
        assertThat(config.at("/training/duration/keep").asText()).isEqualTo("last");
        assertThat(JsonFiles.read(run.resolve("evaluation.json"))
                        .path("weights")
                        .get(0)
                        .asText())
                .isEqualTo("epoch 1, the last one, not chosen by the validation rows");
        assertThat(training.out()).contains("weights: epoch 1, the last one, not chosen by the validation rows");
        assertThat(config.at("/training/targets").findValuesAsText("kind"))
                .containsExactly("label_smoothing", "ferplus");
        assertThat(run.resolve("report.html"))
                .content()
                .contains("--ferplus")
                .contains("FER+ SHA-256")
                .contains("Results by FER+'s votes")
                .contains("The answers come from the model's FER+ head");
        assertThat(run.resolve("plots/ferplus_confusion_matrix.png")).isNotEmptyFile();
        assertThat(JsonFiles.read(run.resolve("evaluation.json"))
                        .path("ferplus")
                        .path("majority")
                        .path("n")
                        .asInt())
                .isEqualTo(14);
        assertThat(training.out()).contains("FER+ (votes.csv), answered by the model's FER+ head");
    }

    @Test
    void theSecondHeadAnswersInFerPlusTerms() throws IOException {
        Path out = folder.resolve("judged");
        CommandResult result = mien(
                        "evaluate", "--model", run, "--split", "validation", "--ferplus", votes, "--tta", "--out", out)
                .requireDone();
        JsonNode ferPlus = JsonFiles.read(out.resolve("evaluation.json")).path("ferplus");
        assertThat(ferPlus.path("head").asText()).isEqualTo("ferplus");
        assertThat(ferPlus.path("majority").path("n").asInt()).isEqualTo(14);
    }

    @Test
    void bothHeadsAreExported() {
        Path out = folder.resolve("both.onnx");
        mien("export", "--model", run, "--out", out).requireDone();
        CommandResult judged = mien(
                        "evaluate", "--model", out, "--data", csv, "--split", "validation", "--ferplus", votes)
                .requireDone();
        assertThat(judged.out()).contains("14 faces").contains("FER+ (votes.csv)");
    }

    @Test
    void theCardTellsOfTheRunWithoutPlacesOfThisMachine() throws IOException {
        Path out = folder.resolve("docs/card.md");
        CommandResult result = mien("card", "--model", run, "--out", out).requireDone();
        assertThat(out)
                .content()
                .startsWith("# Model card: mien\n")
                .contains("4,356,527 parameters")
                .contains("faces.csv, 56 rows")
                .contains("--data faces.csv --ferplus votes.csv --recipe mien")
                .contains("| labels, ten views |")
                .contains("| FER+ majority, one view | 14 |")
                .contains("| class | precision | recall | F1 | faces | answers | confidence |")
                .contains("On 700 faces that Mien draws")
                .contains("| drawn faces | precision | recall | F1 | faces | answers | confidence |")
                .contains("| disgust |")
                .containsPattern("prohibits\\s+inferring\\s+emotions")
                .contains("| cleaned | nothing: all ", "Covered faces are harder: with 30 % of the picture covered")
                .contains("lowest recall")
                .doesNotContain(shared.toString());
        assertThat(mien("card", "--model", folder.resolve("none"), "--out", out).err())
                .contains("there is no run at");
    }

    @Test
    void aStudentLearnsFromARunAndIsRefusedWhenTheRunHasChanged() throws IOException {
        Path other = folder.resolve("other");
        mien("train", "--data", csv, "--recipe", "small", "--split", "official", "--epochs", 1, "--out", other);
        Path student = folder.resolve("student");
        CommandResult mixed = mien("train", "--data", csv, "--initial-weights", run + "," + other, "--out", student);
        assertThat(mixed.code()).isEqualTo(2);
        assertThat(mixed.err())
                .contains(run + " have the architecture 'mien-pool', but " + other + " have 'small'")
                .contains("only networks of one architecture have a mean");
        assertThat(student).doesNotExist();
        CommandResult result = mien(
                        "train",
                        "--data",
                        csv,
                        "--recipe",
                        "small",
                        "--split",
                        "official",
                        "--teacher",
                        run + "," + other,
                        "--distill-weight",
                        0.7,
                        "--epochs",
                        1,
                        "--out",
                        student)
                .requireDone();
        JsonNode config = JsonFiles.read(student.resolve("config.json"));
        assertThat(config.at("/training/targets").get(0).path("kind").asText()).isEqualTo("distillation");
        assertThat(config.at("/training/targets").get(0).path("weight").asDouble())
                .isEqualTo(0.7);
        assertThat(config.at("/data/teaching/models/0/path").asText()).isEqualTo(run.toString());
        assertThat(JsonFiles.read(other.resolve("evaluation.json")).path("loss"))
                .isNotEqualTo(JsonFiles.read(student.resolve("evaluation.json")).path("loss"));

        Files.copy(
                other.resolve("best.safetensors"),
                run.resolve("best.safetensors.kept"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.move(run.resolve("best.safetensors"), run.resolve("best.kept"));
        Files.move(run.resolve("best.safetensors.kept"), run.resolve("best.safetensors"));
        try {
            CommandResult resumed = mien("train", "--resume", student, "--epochs", 2);
            assertThat(resumed.code()).isEqualTo(2);
            assertThat(resumed.err()).contains(run + " has changed since the run began: its SHA-256 is");
        } finally {
            Files.move(
                    run.resolve("best.kept"),
                    run.resolve("best.safetensors"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(mien("train", "--resume", student, "--epochs", 2).code()).isZero();
        requireInterruptible(student);
    }

    /** The teachers are asked once, in a folder that another run learns from too. */
    @Test
    void aStudentLearnsFromTheViewsThatItsTeachersWereAskedAbout() throws IOException {
        Path banks = folder.resolve("banks");
        Path student = folder.resolve("student");
        Object[] command = {
            "train",
            "--data",
            csv,
            "--ferplus",
            votes,
            "--recipe",
            "mien",
            "--architecture",
            "mien-light",
            "--epochs",
            1,
            "--batch",
            21,
            "--teacher",
            run,
            "--teacher-views",
            2,
            "--teacher-bank",
            banks,
            "--dropout",
            0.1,
            "--out",
            student
        };
        mien(command).requireDone();
        JsonNode config = JsonFiles.read(student.resolve("config.json"));
        JsonNode rule = config.at("/training/targets/2");
        assertThat(rule.path("kind").asText()).isEqualTo("distillation");
        assertThat(rule.path("weight").asDouble()).isEqualTo(0.7);
        assertThat(rule.path("views").asInt()).isEqualTo(2);
        JsonNode bank = config.at("/data/teaching/banks/0");
        Path file = Path.of(bank.path("path").asText());
        assertThat(file).exists().hasParent(banks.toRealPath());
        assertThat(bank.path("sha256").asText()).isEqualTo(Sha256.of(file));
        assertThat(student.resolve("report.html"))
                .content()
                .contains("--teacher-views 2 --teacher-bank " + banks)
                .contains("teacher's answers for views, SHA-256");

        byte[] bytes = Files.readAllBytes(file);
        FileTime longAgo = FileTime.fromMillis(0);
        Files.setLastModifiedTime(file, longAgo);
        command[command.length - 1] = folder.resolve("second");
        mien(command).requireDone();
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);

        bytes[bytes.length - 50] ^= 2;
        Files.write(file, bytes);
        CommandResult damaged = mien("train", "--resume", student, "--epochs", 2);
        assertThat(damaged.code()).isEqualTo(2);
        assertThat(damaged.err()).contains("have changed since the run began: their SHA-256 is");
        Files.delete(file);
        mien("train", "--resume", student, "--epochs", 2).requireDone();
    }

    @Test
    void viewsNeedATeacherAndABankNeedsViews() {
        Path none = folder.resolve("none");
        assertThat(mien("train", "--data", csv, "--teacher-views", 2, "--out", none)
                        .err())
                .contains("--teacher-views is given without a teacher");
        assertThat(mien("train", "--data", csv, "--teacher", run, "--teacher-bank", none, "--out", none)
                        .err())
                .contains("there are no views: add --teacher-views");
        assertThat(none).doesNotExist();
    }

    /** Who asks for the end while teachers answer waits for one more batch of them, and the run is as it was. */
    private static void requireInterruptible(Path student) {
        StopRequest stop = new StopRequest();
        List<Integer> looks = new ArrayList<>();
        JudgingWatch watch = new JudgingWatch() {
            @Override
            public void begins(long all) {
                looks.add((int) all);
            }

            @Override
            public void looked(int some) {
                looks.add(some);
                stop.request();
            }

            @Override
            public void ends() {
                looks.add(-1);
            }
        };
        Experiment.Extension longer = new Experiment.Extension(Optional.of(3), Optional.empty());
        try (Experiment experiment = Experiment.reopen(student, longer, false)) {
            StoppableWatch stoppable = new StoppableWatch(stop, watch);
            assertThatThrownBy(() -> experiment.run(List.of(stop), stoppable))
                    .isInstanceOf(StoppableWatch.Stopped.class);
            assertThat(experiment.past().epochs()).hasSize(2);
        }
        assertThat(looks.get(1)).as("the first of two teachers").isPositive().isEqualTo(looks.get(0) / 2);
        assertThat(looks).hasSize(3).endsWith(-1);
        assertThat(student.resolve("checksums.sha256")).exists();
        assertThat(student.resolve("history.csv")).content().hasLineCount(3);
    }

    @Test
    void votesThatAreGoneAreNamedWhenTheRunGoesOn() throws IOException {
        Path elsewhere = Files.move(votes, folder.resolve("elsewhere.csv"));
        try {
            CommandResult result = mien("train", "--resume", run, "--epochs", 2);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err())
                    .contains(votes + ", whose votes the run learned from, does not exist: put it back");
        } finally {
            Files.move(elsewhere, votes);
        }
    }

    /** With the optimizer's constants of the recipe, which its name alone does not tell. */
    @Test
    void theCommandOfTheReportIsTheRunAgain() throws IOException {
        String html = Files.readString(run.resolve("report.html"));
        String words = html.substring(html.indexOf("./mien train ") + "./mien train ".length());
        Path again = folder.resolve("again");
        OpenedTraining.of((Object[]) (words.substring(0, words.indexOf('<')).strip() + " --out " + again).split(" "))
                .close();
        JsonNode first = JsonFiles.read(run.resolve("config.json"));
        JsonNode second = JsonFiles.read(again.resolve("config.json"));
        for (String member : List.of(
                "/training/optimization",
                "/training/targets",
                "/training/input",
                "/training/duration",
                "/data",
                "/split")) {
            assertThat(second.at(member)).as(member).isEqualTo(first.at(member));
        }
        assertThat(first.at("/training/optimization/optimizer/nesterov").asBoolean())
                .isTrue();
    }
}
