package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.dataset.Dataset;
import dev.mien.synthetic.SyntheticFaces;
import dev.mien.testing.Fer2013Files;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A training as a user meets it: what it prints, what it leaves, and what it says to a mistake. */
class TrainCommandTest {
    @TempDir
    private static Path shared;

    private static Path csv;

    private static Path run;

    private static CommandResult training;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trainOnce() throws IOException {
        csv = Fer2013Files.write(shared.resolve("faces.csv"), 420);
        run = shared.resolve("run");
        training = mien("train", "--data", csv, "--architecture", "small", "--epochs", 1, "--out", run);
    }

    /** Whoever has no data learns where some is. */
    @Test
    void aTrainingOnDrawnFacesNamesTheDownload() {
        String next = "To train on FER2013 instead: ./mien data download fer2013, and then ./mien train --data"
                + " fer2013.csv.gz";
        assertThat(mien("train", "--limit", 70, "--epochs", 1, "--out", folder.resolve("drawn"))
                        .requireDone()
                        .out())
                .contains("Without --data, the training uses drawn faces.")
                .endsWith(next + System.lineSeparator());
        assertThat(training.out()).doesNotContain(next);
    }

    @Test
    void trainingLeavesEverythingThatTheReadmeNames() throws IOException {
        training.requireDone();
        assertThat(training.out())
                .contains("(340, 48, 48, 1) (340, 7)")
                .contains("epoch 1  loss ")
                .contains("weighted avg")
                .contains("report: " + run.resolve("report.html"));
        assertThat(Stream.of(
                                "config.json",
                                "history.csv",
                                "best.safetensors",
                                "evaluation.json",
                                "classification_report.txt",
                                "confusion_matrix.csv",
                                "predictions.csv",
                                "report.html",
                                "plots/loss.png",
                                "plots/confusion_matrix.png",
                                "plots/roc.png",
                                "plots/predictions.png")
                        .map(run::resolve))
                .allSatisfy(file -> assertThat(file).isNotEmptyFile());
        JsonNode evaluation = evaluation(run);
        assertThat(evaluation.path("n").asInt()).isEqualTo(42);
        assertThat(evaluation.path("accuracy").isDouble()).isTrue();
        assertThat(evaluation.path("loss").isDouble()).isTrue();
        assertThat(evaluation.path("classes").path("happy").properties().stream()
                        .map(e -> e.getKey()))
                .containsExactly("precision", "recall", "f1", "support", "answers");
    }

    @Test
    void aRunsFilesHaveTheColumnsAndKeysThatOthersRead() throws IOException {
        List<String> history = Files.readAllLines(run.resolve("history.csv"));
        assertThat(history).hasSize(2);
        assertThat(history.get(0))
                .isEqualTo("epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate,seconds,"
                        + "images_per_second,penalty,validation_penalty");
        JsonNode config = JsonFiles.read(run.resolve("config.json"));
        assertThat(config.at("/training/architecture").asText()).isEqualTo("small");
        assertThat(config.at("/training/duration/epochs").asInt()).isEqualTo(1);
        assertThat(config.at("/training/computation/seed").asInt()).isEqualTo(42);
        assertThat(config.path("data").path("sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(config.path("environment").has("libtorch")).isTrue();
        assertThat(Files.readString(run.resolve("confusion_matrix.csv"))).contains("angry", "neutral");
        assertThat(Files.readAllLines(run.resolve("predictions.csv"))).hasSize(43);
    }

    private static JsonNode evaluation(Path where) throws IOException {
        return JsonFiles.read(where.resolve("evaluation.json"));
    }

    @Test
    void theSameSeedGivesTheSameHistory() throws IOException {
        Path again = folder.resolve("again");
        mien("train", "--data", csv, "--architecture", "small", "--epochs", 1, "--out", again);
        assertThat(withoutTimes(again)).isEqualTo(withoutTimes(run));
        assertThat(again.resolve("predictions.csv")).hasSameTextualContentAs(run.resolve("predictions.csv"));
    }

    private static List<String> withoutTimes(Path where) throws IOException {
        return Files.readAllLines(where.resolve("history.csv")).stream()
                .map(line -> line.split(",", -1))
                .map(cells -> String.join(",", List.of(cells).subList(0, 6)) + "," + cells[8] + "," + cells[9])
                .toList();
    }

    @Test
    void withoutPrivateTestTheOfficialSplitIsJudgedOnValidationAndSaysSo() throws IOException {
        Path file = Fer2013Files.write(folder.resolve("f.csv"), 140, i -> i < 105 ? "Training" : "PublicTest");
        Path out = folder.resolve("run");
        CommandResult result = mien(
                        "train",
                        "--data",
                        file,
                        "--architecture",
                        "small",
                        "--epochs",
                        1,
                        "--split",
                        "official",
                        "--out",
                        out)
                .requireDone();
        assertThat(result.out())
                .contains("PrivateTest is absent: no test score")
                .contains("validation accuracy ");
        assertThat(evaluation(out).path("split").asText()).isEqualTo("validation");
        assertThat(mien("evaluate", "--model", out, "--split", "test").err()).startsWith("mien: the part 'test' of ");
    }

    /** 140 faces: 105 below train, 35 below test. */
    private static Path folderWithParts(Path faces) throws IOException {
        Dataset drawn = SyntheticFaces.draw(140, 5);
        for (int i = 0; i < drawn.size(); i++) {
            BufferedImage image = new BufferedImage(48, 48, BufferedImage.TYPE_BYTE_GRAY);
            for (int p = 0; p < 48 * 48; p++) {
                image.getRaster().setSample(p % 48, p / 48, 0, drawn.pixel(i, p % 48, p / 48));
            }
            Path file = faces.resolve(i < 105 ? "train" : "test")
                    .resolve(drawn.emotion(i).label())
                    .resolve(i + ".png");
            Files.createDirectories(file.getParent());
            ImageIO.write(image, "png", file.toFile());
        }
        return faces;
    }

    @Test
    void aFoldersOwnPartsStayApart() throws IOException {
        Path faces = folderWithParts(folder.resolve("faces"));
        Path out = folder.resolve("run");
        CommandResult result = mien("train", "--data", faces, "--recipe", "small", "--epochs", 1, "-o", out)
                .requireDone();
        assertThat(result.out())
                .contains("train      (94, 48, 48, 1)", "validation (11, 48, 48, 1)", "test       (35, 48, 48, 1)")
                .contains("split: official: Training trains, PrivateTest tests; validation fraction 0.1 of Training")
                .contains("the data has no validation part, so 11 of the 105 training faces validate");
        assertThat(evaluation(out).path("n").asInt()).isEqualTo(35);
        assertThat(JsonFiles.read(out.resolve("config.json"))
                        .path("split")
                        .path("method")
                        .asText())
                .isEqualTo("official_test");
        assertThat(mien("train", "--resume", out, "--quiet").out())
                .contains("all 1 epochs are done: add --epochs N, with N above 1, to train on");
        assertThat(mien(
                                "train",
                                "--data",
                                faces,
                                "--recipe",
                                "small",
                                "--epochs",
                                1,
                                "--split",
                                "random",
                                "-o",
                                folder.resolve("mixed"))
                        .out())
                .contains("the split is random and mixes the data's own parts: Training 105, PrivateTest 35")
                .contains("--split official trains, validates and tests on those parts instead.");
    }

    /** Of 40 faces four test, which by chance cannot have each class, so seven test. */
    @Test
    void aLimitLosesNoClass() throws IOException {
        Path out = folder.resolve("run");
        CommandResult result =
                mien("train", "--data", csv, "--recipe", "small", "--epochs", 1, "--limit", 40, "--seed", 3, "-o", out);
        assertThat(result.requireDone().out()).contains("train      (");
        assertThat(evaluation(out)
                        .path("classes")
                        .path("disgust")
                        .path("support")
                        .asInt())
                .isGreaterThan(0);
    }

    static Stream<Arguments> brokenRows() {
        return Stream.of(
                Arguments.of("0,1 2 3,Training", List.of("row 3", "has 3 pixels", "expected 2304")),
                Arguments.of("0," + "7 ".repeat(2302) + "7,Training", List.of("row 3", "2303 pixels")),
                Arguments.of("0," + "7 ".repeat(2303) + "300,Training", List.of("row 3", "300")),
                Arguments.of("0," + "7 ".repeat(2303) + "seven,Training", List.of("row 3", "seven")),
                Arguments.of("9," + "7 ".repeat(2303) + "7,Training", List.of("row 3", "9", "angry")),
                Arguments.of("0," + "7 ".repeat(2303) + "7,Exam", List.of("row 3", "Exam", "PublicTest")));
    }

    @ParameterizedTest
    @MethodSource("brokenRows")
    void aBrokenRowIsNamedWithItsValue(String row, List<String> words) throws IOException {
        Path file = Fer2013Files.write(folder.resolve("faces.csv"), 2);
        Files.writeString(file, Files.readString(file) + row + "\n");
        mien("train", "--data", file, "--out", folder.resolve("out")).requireMistake(words.toArray(String[]::new));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        Path file = folder.resolve("faces.csv");
        mien("train", "--data", file).requireMistake("faces.csv");
        mien("train", "--data", Files.createFile(file)).requireMistake("faces.csv", "empty");
        Files.writeString(file, "emotion,Usage\n0,Training\n");
        mien("train", "--data", file).requireMistake("faces.csv", "pixels");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(Files.readString(csv).getBytes(StandardCharsets.UTF_8));
        }
        Path half = folder.resolve("half.csv.gz");
        Files.write(half, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        mien("train", "--data", half).requireMistake("half.csv.gz");
        mien("train", "--data", Files.createDirectory(folder.resolve("empty"))).requireMistake("empty");
    }

    @Test
    void aSplitWithAnEmptyClassIsNamedWithARemedy() {
        mien("train", "--data", csv, "--limit", 20, "--out", folder.resolve("out"))
                .requireMistake("split", "use more rows");
    }

    @Test
    void aRunFolderIsNeverWrittenOver() {
        mien("train", "--data", csv, "--out", run).requireMistake("the run folder " + run + " exists already", "--out");
    }

    @ParameterizedTest
    @CsvSource({
        "--test-fraction,1.5,the test fraction is 1.5",
        "--validation-fraction,0,the validation fraction is 0.0",
        "--learning-rate,-1,learning rate is -1.0",
        "--epochs,0,epochs is 0",
        "--patience,0,patience is 0",
        "--batch,0,batch is 0",
        "--threads,0,threads is 0",
        "--limit,0,the limit is 0",
        "--recipe,cake,no recipe is named 'cake'",
        "--architecture,vgg,no architecture is named 'vgg'",
        "--optimizer,lion,no optimizer is named 'lion'",
        "--scaling,log,--scaling",
        "--precision,fp8,--precision",
        "--seed,many,--seed"
    })
    void aWrongOptionIsExplained(String option, String value, String text) {
        mien("train", "--data", csv, option, value, "--out", folder.resolve("out"))
                .requireMistake(text);
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
