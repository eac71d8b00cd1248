package dev.mien.cli;

import static dev.mien.cli.MainTest.mien;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.Fer2013Files;
import dev.mien.experiment.Experiment;
import dev.mien.experiment.JudgingWatch;
import dev.mien.model.EmotionModel;
import dev.mien.training.RunChecksums;
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

/** The flagship's recipe from the command line: two heads, votes, a teacher, and every ingredient by its option. */
class RecipeMienTest {
    private static final List<Integer> VOTE_COLUMNS = List.of(4, 5, 6, 1, 3, 2, 0);

    @TempDir
    private static Path shared;

    private static Path csv;
    private static Path votes;
    private static Path run;
    private static MainTest.Result training;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trainOnce() throws IOException {
        csv = Fer2013Files.write(shared.resolve("faces.csv"), 112, i -> i < 70 ? "Training" : "PublicTest");
        votes = votes(shared.resolve("votes.csv"), Files.readAllLines(csv));
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
                35,
                "--out",
                run);
    }

    /** Eight votes for the face's own label, and two for contempt. */
    static Path votes(Path file, List<String> faces) throws IOException {
        StringBuilder text = new StringBuilder(
                "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n");
        for (String face : faces.subList(1, faces.size())) {
            int column = VOTE_COLUMNS.get(face.charAt(0) - '0');
            text.append(face.substring(face.lastIndexOf(',') + 1)).append(',');
            for (int i = 0; i < 10; i++) {
                text.append(',').append(i == column ? 8 : i == 7 ? 2 : 0);
            }
            text.append('\n');
        }
        return Files.writeString(file, text);
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(Files.readString(file));
    }

    @Test
    void theRecipeDividesOfficiallyAndKeepsWhatItLearnedFrom() throws IOException {
        assertThat(training.code()).as(training.err()).isZero();
        assertThat(training.out())
                .contains("recipe mien, architecture mien-pool,")
                .contains("(70, 48, 48, 1)")
                .contains("PrivateTest is absent");
        JsonNode config = json(run.resolve("config.json"));
        assertThat(config.path("split").path("method").asText()).isEqualTo("official");
        assertThat(config.path("data").path("ferplus").path("source").asText()).isEqualTo(votes.toString());
        assertThat(config.path("data").path("ferplus").path("sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(config.path("refinements").findValuesAsText("kind"))
                .containsExactly("weight_decay", "ema", "measured_statistics", "sam");
        assertThat(config.path("progressive").path("steps").findValuesAsText("side"))
                .containsExactly("32", "40");
        assertThat(config.path("late_augmentation").path("strength").asDouble()).isEqualTo(0.4);
        assertThat(config.path("mixing_share").asDouble()).isEqualTo(0.5);
        assertThat(config.path("keep").asText()).isEqualTo("last");
        assertThat(json(run.resolve("evaluation.json")).path("weights").get(0).asText())
                .isEqualTo("epoch 1, the last one, not chosen by the validation rows");
        assertThat(training.out()).contains("weights: epoch 1, the last one, not chosen by the validation rows");
        assertThat(config.path("targets").findValuesAsText("kind")).containsExactly("label_smoothing", "ferplus");
        assertThat(run.resolve("report.html"))
                .content()
                .contains("--ferplus")
                .contains("FER+ SHA-256")
                .contains("Judgement by FER+'s votes")
                .contains("answered by the model's FER+ head");
        assertThat(run.resolve("plots/ferplus_confusion_matrix.png")).isNotEmptyFile();
        assertThat(json(run.resolve("evaluation.json"))
                        .path("ferplus")
                        .path("majority")
                        .path("n")
                        .asInt())
                .isEqualTo(42);
        assertThat(training.out()).contains("FER+ (votes.csv), answered by the model's FER+ head");
    }

    @Test
    void theSecondHeadAnswersInFerPlusTerms() throws IOException {
        Path out = folder.resolve("judged");
        MainTest.Result result =
                mien("evaluate", "--model", run, "--split", "validation", "--ferplus", votes, "--tta", "--out", out);
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode ferPlus = json(out.resolve("evaluation.json")).path("ferplus");
        assertThat(ferPlus.path("head").asText()).isEqualTo("ferplus");
        assertThat(ferPlus.path("majority").path("n").asInt()).isEqualTo(42);
    }

    @Test
    void bothHeadsAreExported() {
        Path out = folder.resolve("both.onnx");
        MainTest.Result exported = mien("export", "--model", run, "--out", out);
        assertThat(exported.code()).as(exported.err()).isZero();
        MainTest.Result judged =
                mien("evaluate", "--model", out, "--data", csv, "--split", "validation", "--ferplus", votes);
        assertThat(judged.code()).as(judged.err()).isZero();
        assertThat(judged.out()).contains("42 faces").contains("FER+ (votes.csv)");
    }

    /** The mean of two runs, in one file, judged as the two are judged together. */
    @Test
    void anEnsembleIsOneFileThatAnswersAsItsMembersTogether() {
        Path other = folder.resolve("other");
        MainTest.Result trained = mien(
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
                35,
                "--out",
                other);
        assertThat(trained.code()).as(trained.err()).isZero();
        Path out = folder.resolve("face.onnx");
        MainTest.Result written = mien("ensemble", run + "," + other, "--out", out, "--model-version", 2);
        assertThat(written.code()).as(written.err()).isZero();
        assertThat(written.out())
                .contains("the same emotion for 140")
                .contains("the file has no activation maps, since not all members have maps of one size");
        Object[] judging = {
            "evaluate", "--model", out, "--data", csv, "--split", "validation", "--ferplus", votes, "--tta"
        };
        MainTest.Result ofFile = mien(judging);
        judging[2] = run + "," + other;
        MainTest.Result ofMembers = mien(judging);
        assertThat(ofFile.out())
                .contains("weights: epoch 1, the last one, not chosen by the validation rows; epoch 1,");
        assertThat(scores(ofFile)).isNotEmpty().isEqualTo(scores(ofMembers));
        try (EmotionModel model = EmotionModel.open(out)) {
            assertThat(model.description().text())
                    .containsEntry("architecture", "mien-pool + mien-light")
                    .containsEntry("members", "2")
                    .containsEntry("member_2_architecture", "mien-light")
                    .containsEntry("member_1_recipe", "mien")
                    .containsEntry("model_version", "2")
                    .containsKeys("member_1_weights_sha256", "known_scores");
            assertThat(model.hasActivationMaps()).isFalse();
        }
        assertThat(mien("ensemble", run + "," + run, "--out", out).err())
                .contains("a member of the ensemble is named twice")
                .contains("it would count double");
        assertThat(mien("ensemble", run, "--out", out).err()).contains("expected two or more");
    }

    private static List<String> scores(MainTest.Result result) {
        return result.out()
                .lines()
                .filter(line -> line.contains(" accuracy ") || line.contains(" % of "))
                .map(line -> line.replaceAll(", loss [0-9.]+", ""))
                .toList();
    }

    @Test
    void theCardTellsOfTheRunWithoutPlacesOfThisMachine() throws IOException {
        Path out = folder.resolve("docs/card.md");
        MainTest.Result result = mien("card", "--model", run, "--out", out);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(out)
                .content()
                .startsWith("# Model card: mien\n")
                .contains("4,356,527 parameters")
                .contains("faces.csv, 112 rows")
                .contains("--data faces.csv --ferplus votes.csv --recipe mien")
                .contains("| labels, ten views |")
                .contains("| FER+ majority, one view | 42 |")
                .contains("| disgust |")
                .contains("Inferring emotions at work and in education is prohibited")
                .contains(
                        "| cleaned | nothing: the ", "Hidden faces are judged worse: with 30 % of the picture covered")
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
        MainTest.Result mixed = mien("train", "--data", csv, "--initial-weights", run + "," + other, "--out", student);
        assertThat(mixed.code()).isEqualTo(2);
        assertThat(mixed.err())
                .contains(run + " is of the architecture 'mien-pool' and " + other + " of 'small'")
                .contains("only networks of one architecture have a mean");
        assertThat(student).doesNotExist();
        MainTest.Result result = mien(
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
                student);
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode config = json(student.resolve("config.json"));
        assertThat(config.path("targets").get(0).path("kind").asText()).isEqualTo("distillation");
        assertThat(config.path("targets").get(0).path("weight").asDouble()).isEqualTo(0.7);
        assertThat(config.path("data").path("teachers").get(0).path("source").asText())
                .isEqualTo(run.toString());
        assertThat(json(other.resolve("evaluation.json")).path("loss"))
                .isNotEqualTo(json(student.resolve("evaluation.json")).path("loss"));

        Files.copy(
                other.resolve("best.safetensors"),
                run.resolve("best.safetensors.kept"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.move(run.resolve("best.safetensors"), run.resolve("best.kept"));
        Files.move(run.resolve("best.safetensors.kept"), run.resolve("best.safetensors"));
        try {
            MainTest.Result resumed = mien("train", "--resume", student, "--epochs", 2);
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
            2,
            "--batch",
            35,
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
        MainTest.Result result = mien(command);
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode config = json(student.resolve("config.json"));
        JsonNode rule = config.path("targets").get(2);
        assertThat(rule.path("kind").asText()).isEqualTo("distillation");
        assertThat(rule.path("weight").asDouble()).isEqualTo(0.7);
        assertThat(rule.path("views").asInt()).isEqualTo(2);
        JsonNode bank = config.path("data").path("teacher_banks").get(0);
        Path file = Path.of(bank.path("source").asText());
        assertThat(file).exists().hasParent(banks.toRealPath());
        assertThat(bank.path("sha256").asText()).isEqualTo(RunChecksums.sha256(file));
        assertThat(student.resolve("report.html"))
                .content()
                .contains("--teacher-views 2 --teacher-bank " + banks)
                .contains("teacher's answers for views, SHA-256");

        byte[] bytes = Files.readAllBytes(file);
        FileTime written = Files.getLastModifiedTime(file);
        command[command.length - 1] = folder.resolve("second");
        MainTest.Result second = mien(command);
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(file).hasBinaryContent(bytes);
        assertThat(second.out())
                .as("nobody was asked again")
                .contains("70 faces")
                .doesNotContain("140 faces judged");

        bytes[bytes.length - 50] ^= 2;
        Files.write(file, bytes);
        MainTest.Result damaged = mien("train", "--resume", student, "--epochs", 3);
        assertThat(damaged.code()).isEqualTo(2);
        assertThat(damaged.err()).contains("are not those that the run began with: their SHA-256 is");
        Files.delete(file);
        MainTest.Result asked = mien("train", "--resume", student, "--epochs", 3);
        assertThat(asked.code()).as(asked.err()).isZero();
        assertThat(mien("train", "--data", csv, "--teacher-views", 2, "--out", folder.resolve("none"))
                        .err())
                .contains("--teacher-views is given without a teacher");
        assertThat(mien(
                                "train",
                                "--data",
                                csv,
                                "--teacher",
                                run,
                                "--teacher-bank",
                                banks,
                                "--out",
                                folder.resolve("none"))
                        .err())
                .contains("no views are asked for: add --teacher-views");
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
    void everyIngredientHasAnOptionThatTheReportRepeats() throws IOException {
        Path out = folder.resolve("rich");
        MainTest.Result result = mien(
                "train",
                "--data",
                csv,
                "--recipe",
                "small",
                "--epochs",
                1,
                "--schedule",
                "onecycle",
                "--warmup",
                0.3,
                "--weight-decay",
                0.001,
                "--ema",
                0.9,
                "--ema-late",
                0.99,
                "--ema-late-from",
                0.7,
                "--measured-statistics",
                40,
                "--clip-norm",
                2,
                "--sam",
                0.05,
                "--sam-from",
                0.5,
                "--dropout",
                0.1,
                "--label-smoothing",
                0.1,
                "--class-weights",
                0.5,
                "--mixup",
                0.2,
                "--cutmix",
                1,
                "--mixing-share",
                0.5,
                "--mixing-until",
                0.8,
                "--augmentation",
                0.4,
                "--late-augmentation",
                0.5,
                "--late-augmentation-from",
                0.75,
                "--degradation",
                0.25,
                "--flip",
                "alternating",
                "--keep",
                "last",
                "--split",
                "official",
                "--out",
                out);
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode config = json(out.resolve("config.json"));
        assertThat(config.path("schedule").path("kind").asText()).isEqualTo("one_cycle");
        assertThat(config.path("refinements").findValuesAsText("kind"))
                .containsExactly("weight_decay", "ema", "measured_statistics", "gradient_clipping", "sam", "dropout");
        assertThat(config.path("mixing").findValuesAsText("kind")).containsExactly("mixup", "cutmix");
        assertThat(config.path("augmentation").findValuesAsText("kind"))
                .containsExactly("shift", "alternating_flip", "degradation");
        assertThat(config.path("augmentation").path(0).path("horizontal").asDouble())
                .isCloseTo(0.02, within(1e-12));
        assertThat(config.path("targets").findValuesAsText("kind")).containsExactly("label_smoothing", "class_weights");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("--keep last")
                .contains("--schedule onecycle --warmup 0.3 --weight-decay 0.001 --ema 0.9 --ema-late 0.99"
                        + " --ema-late-from 0.7 --measured-statistics 40.0 --clip-norm 2.0 --sam 0.05 --sam-from 0.5"
                        + " --dropout 0.1 --label-smoothing 0.1 --class-weights 0.5 --mixup 0.2 --cutmix 1.0"
                        + " --mixing-share 0.5 --mixing-until 0.8 --augmentation 0.4 --late-augmentation 0.5"
                        + " --late-augmentation-from 0.75 --degradation 0.25 --flip alternating");
    }

    @Test
    void votesThatAreGoneAreNamedWhenTheRunGoesOn() throws IOException {
        Path ballots = Files.copy(votes, folder.resolve("ballots.csv"));
        Path out = folder.resolve("run");
        assertThat(mien(
                                "train",
                                "--data",
                                csv,
                                "--ferplus",
                                ballots,
                                "--recipe",
                                "mien",
                                "--epochs",
                                1,
                                "--limit",
                                80,
                                "--batch",
                                35,
                                "--out",
                                out)
                        .code())
                .isZero();
        Files.delete(ballots);
        MainTest.Result result = mien("train", "--resume", out, "--epochs", 2);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(ballots + ", from whose votes the run learned, is not there. Put it back");
    }

    /** With the optimizer's constants of the recipe, which its name alone does not tell. */
    @Test
    void theCommandOfTheReportIsTheRunAgain() throws IOException {
        String html = Files.readString(run.resolve("report.html"));
        String command = html.substring(html.indexOf("./mien train "));
        command = command.substring(0, command.indexOf('<')).strip();
        Path again = folder.resolve("again");
        List<Object> words = new ArrayList<>(
                List.of((Object[]) command.substring("./mien ".length()).split(" ")));
        words.addAll(List.of("--out", again));
        assertThat(mien(words.toArray()).code()).isZero();
        JsonNode first = json(run.resolve("config.json"));
        JsonNode second = json(again.resolve("config.json"));
        for (String member : List.of(
                "optimizer",
                "schedule",
                "refinements",
                "targets",
                "mixing",
                "mixing_share",
                "mixing_until",
                "augmentation",
                "late_augmentation",
                "progressive",
                "keep",
                "data",
                "split")) {
            assertThat(second.path(member)).as(member).isEqualTo(first.path(member));
        }
        assertThat(first.path("optimizer").path("nesterov").asBoolean()).isTrue();
    }

    @Test
    void zeroLeavesAnIngredientOfTheRecipeOut() throws IOException {
        Path out = folder.resolve("plain");
        MainTest.Result result = mien(
                "train",
                "--data",
                csv,
                "--recipe",
                "mien-emotions",
                "--architecture",
                "small",
                "--epochs",
                1,
                "--ema",
                0,
                "--sam",
                0,
                "--measured-statistics",
                0,
                "--label-smoothing",
                0,
                "--progressive",
                0,
                "--mixup",
                0,
                "--late-augmentation",
                0,
                "--flip",
                "none",
                "--keep",
                "best",
                "--schedule",
                "constant",
                "--out",
                out);
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode config = json(out.resolve("config.json"));
        assertThat(config.path("refinements").findValuesAsText("kind")).containsExactly("weight_decay");
        assertThat(config.path("targets")).isEmpty();
        assertThat(config.has("progressive")).isFalse();
        assertThat(config.path("mixing")).isEmpty();
        assertThat(config.path("augmentation").findValuesAsText("kind"))
                .doesNotContain("alternating_flip", "horizontal_flip")
                .contains("rotation", "degradation");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("--keep best")
                .contains("--ema 0.0 --measured-statistics 0.0 --sam 0.0 --label-smoothing 0.0 --mixup 0.0"
                        + " --late-augmentation 0.0 --flip none --progressive 0");
        MainTest.Result small = mien("train", "--data", csv, "--recipe", "mien-emotions", "--architecture", "small");
        assertThat(small.err()).contains("show it whole pictures from the first epoch on");
    }

    @Test
    void whatDoesNotGoTogetherIsSaidBeforeAnythingIsMade() {
        Path out = folder.resolve("none");
        MainTest.Result withoutVotes = mien("train", "--data", csv, "--recipe", "mien", "--out", out);
        assertThat(withoutVotes.code()).isEqualTo(2);
        assertThat(withoutVotes.err())
                .contains("none are given: add --ferplus fer2013new.csv")
                .contains("--recipe mien-emotions");
        MainTest.Result oneHead = mien("train", "--data", csv, "--recipe", "small", "--ferplus", votes, "--out", out);
        assertThat(oneHead.code()).isEqualTo(2);
        assertThat(oneHead.err()).contains("the architecture 'small' has no head for FER+'s votes");
        assertThat(mien("train", "--data", csv, "--distill-weight", 0.5, "--out", out)
                        .err())
                .contains("--distill-weight is given without a teacher");
        assertThat(mien("train", "--data", csv, "--teacher", folder.resolve("nobody"), "--out", out)
                        .err())
                .contains("there is no model at");
        assertThat(mien("train", "--data", csv, "--architecture", "mien", "--out", out)
                        .err())
                .contains("nothing teaches the second head of the architecture 'mien': add --ferplus");
        assertThat(mien("train", "--data", csv, "--warmup", 0.1, "--out", out).err())
                .contains("--warmup is given, but the schedule 'constant' has none");
        assertThat(mien("train", "--data", csv, "--teacher", run, "--distill-weight", 0, "--out", out)
                        .err())
                .contains("--distill-weight is 0, expected above 0");
        assertThat(mien("train", "--data", csv, "--ema", 2, "--out", out).err())
                .contains("decay of the weights' average is 2.0");
        assertThat(out).doesNotExist();
    }
}
