package dev.mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.dataset.Dataset;
import dev.mien.synthetic.SyntheticFaces;
import dev.mien.testing.Fer2013Files;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import picocli.CommandLine;

/** The program as a user meets it: what it prints, what it leaves, and what it says to a mistake. */
class MainTest {
    @TempDir
    private static Path shared;

    private static Path csv;
    private static Path run;
    private static Result training;

    @TempDir
    private Path folder;

    /** What a call came to. */
    record Result(int code, String out, String err) {}

    static Result mien(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] words = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
        return new Result(line.execute(words), out.toString(), err.toString());
    }

    @BeforeAll
    static void trainOnce() throws IOException {
        csv = Fer2013Files.write(shared.resolve("faces.csv"), 420);
        run = shared.resolve("run");
        training = mien("train", "--data", csv, "--architecture", "small", "--epochs", 1, "--out", run);
    }

    @Test
    void trainingLeavesEverythingThatTheReadmeNames() throws IOException {
        assertThat(training.code()).as(training.err()).isZero();
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
                .containsExactly("precision", "recall", "f1", "support");
    }

    @Test
    void aRunsFilesHaveTheColumnsAndKeysThatOthersRead() throws IOException {
        List<String> history = Files.readAllLines(run.resolve("history.csv"));
        assertThat(history).hasSize(2);
        assertThat(history.get(0))
                .isEqualTo("epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate,seconds,"
                        + "images_per_second");
        JsonNode config = new ObjectMapper().readTree(Files.readString(run.resolve("config.json")));
        assertThat(config.path("architecture").asText()).isEqualTo("small");
        assertThat(config.path("epochs").asInt()).isEqualTo(1);
        assertThat(config.path("seed").asInt()).isEqualTo(42);
        assertThat(config.path("data").path("sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(config.path("environment").has("libtorch")).isTrue();
        assertThat(Files.readString(run.resolve("confusion_matrix.csv"))).contains("angry", "neutral");
        assertThat(Files.readAllLines(run.resolve("predictions.csv"))).hasSize(43);
    }

    private static JsonNode evaluation(Path where) throws IOException {
        return new ObjectMapper().readTree(Files.readString(where.resolve("evaluation.json")));
    }

    @Test
    void evaluatingARunRepeatsItsScoreToTheDigit() throws IOException {
        Path out = folder.resolve("judged");
        Result result = mien("evaluate", "--model", run, "--data", csv, "--out", out);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(evaluation(out)).isEqualTo(evaluation(run));
        assertThat(out.resolve("confusion_matrix.png")).isNotEmptyFile();
        Result all = mien("evaluate", "--model", run.resolve("best.safetensors"), "--data", csv, "--split", "all");
        assertThat(all.out()).contains("all accuracy ").contains("420 faces");
    }

    @Test
    void otherDataNeedOnlyThePartThatIsJudged() throws IOException {
        Path tests = Fer2013Files.write(folder.resolve("tests.csv"), 5, i -> "PrivateTest");
        Result result = mien("evaluate", "--model", run, "--data", tests);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("test accuracy ").contains("5 faces");
        requireMistake(
                mien("evaluate", "--model", run, "--data", tests, "--split", "train"),
                "the part 'train' of ",
                "--split");
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
                .map(line -> line.substring(0, line.lastIndexOf(',', line.lastIndexOf(',') - 1)))
                .toList();
    }

    @Test
    void aStoppedRunsReportCanBeWrittenLater() throws IOException {
        Files.deleteIfExists(run.resolve("report.html"));
        Result result = mien("report", run);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(run.resolve("report.html"))
                .content()
                .contains("How to repeat it")
                .contains("--seed 42");
    }

    @Test
    void theStudyTrainsThreeTimesAndComparesInOneReport() {
        Path out = folder.resolve("study");
        Result result = mien("study", "--data", csv, "--architecture", "small", "--epochs", 1, "--out", out);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(out.resolve("report.html"))
                .content()
                .contains("62.66 %")
                .contains("article-sgd")
                .contains("article-long: Training");
        assertThat(out.resolve("article-long/config.json")).content().contains("\"initial_weights\"");
    }

    @Test
    void withoutPrivateTestTheOfficialSplitIsJudgedOnValidationAndSaysSo() throws IOException {
        Path file = Fer2013Files.write(folder.resolve("f.csv"), 140, i -> i < 105 ? "Training" : "PublicTest");
        Path out = folder.resolve("run");
        Result result = mien(
                "train", "--data", file, "--architecture", "small", "--epochs", 1, "--split", "official", "--out", out);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("PrivateTest is absent: no test score")
                .contains("validation accuracy ");
        assertThat(evaluation(out).path("split").asText()).isEqualTo("validation");
        assertThat(mien("evaluate", "--model", out, "--split", "test").err()).startsWith("mien: the part 'test' of ");
    }

    @Test
    void theSummaryIsPrintedAndDrawn() {
        Result result = mien("summary", "--picture", folder.resolve("net.svg"));
        assertThat(result.out()).contains("Total params: 5,810,183").contains("Non-trainable params: 4,992");
        assertThat(folder.resolve("net.svg")).content().startsWith("<svg").contains("batch_normalization_6");
        assertThat(mien("summary", "--picture", folder.resolve("net.gif")).err())
                .contains("net.gif ends in neither .png nor .svg: give a name that ends in one of them");
    }

    @Test
    void dataIsShown() {
        Result info = mien("data", "info", "--data", csv, "--out", folder);
        assertThat(info.out())
                .contains("shape: (420, 3)")
                .contains("missing values")
                .contains("Training: 420 faces")
                .contains("0 angry          60");
        assertThat(folder.resolve("class_distribution.png")).isNotEmptyFile();
        assertThat(mien("data", "show", "--data", csv, "--augmented", "--out", folder.resolve("grid.png"))
                        .code())
                .isZero();
        assertThat(folder.resolve("grid.png")).isNotEmptyFile();
    }

    @Test
    void theSummaryIsDrawnAsAPngToo() throws IOException {
        Path file = folder.resolve("net.png");
        assertThat(mien("summary", "--architecture", "small", "--picture", file).code())
                .isZero();
        assertThat(ImageIO.read(file.toFile())).isNotNull();
        requireMistake(mien("summary", "--picture", folder.resolve("net.gif")), "net.gif");
        assertThat(folder.resolve("net.gif")).doesNotExist();
    }

    @Test
    void aFolderOfPicturesIsShown() throws IOException {
        Dataset faces = SyntheticFaces.draw(14, 1);
        for (int i = 0; i < faces.size(); i++) {
            Path place = folder.resolve("faces/train/" + faces.emotion(i).label());
            Files.createDirectories(place);
            BufferedImage image = new BufferedImage(48, 48, BufferedImage.TYPE_BYTE_GRAY);
            for (int p = 0; p < faces.pixelsPerSample(); p++) {
                image.getRaster().setSample(p % 48, p / 48, 0, faces.pixel(i, p % 48, p / 48));
            }
            ImageIO.write(image, "png", place.resolve(i + ".png").toFile());
        }
        Path source = folder.resolve("faces");
        assertThat(mien("data", "info", "--data", source).out()).contains("all: 14 faces", "Training: 14 faces");
        assertThat(mien("data", "show", "--data", source, "--out", folder.resolve("g.png"))
                        .code())
                .isZero();
        assertThat(folder.resolve("g.png")).isNotEmptyFile();
    }

    @Test
    void aStudyOfBadDataLeavesNoFolder() {
        Path out = folder.resolve("study");
        requireMistake(mien("study", "--data", folder.resolve("no.csv"), "--out", out), "no.csv");
        requireMistake(mien("study", "--data", csv, "--epochs", 0, "--out", out), "epochs is 0");
        assertThat(out).doesNotExist();
        requireMistake(mien("study", "--data", csv, "--out", run), "exists already");
    }

    @Test
    void helpAndVersionAreAnswers() {
        assertThat(mien("--help").out()).contains("train", "study", "evaluate", "summary", "data");
        assertThat(mien("--version").out()).startsWith("mien ");
        assertThat(mien().out()).contains("Usage: mien");
        assertThat(mien("trian").code()).isEqualTo(2);
        assertThat(mien("trian").err()).contains("trian").contains("Did you mean");
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
        requireMistake(mien("train", "--data", file, "--out", folder.resolve("out")), words.toArray(String[]::new));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        Path file = folder.resolve("faces.csv");
        requireMistake(mien("train", "--data", file), "faces.csv");
        requireMistake(mien("train", "--data", Files.createFile(file)), "faces.csv", "empty");
        Files.writeString(file, "emotion,Usage\n0,Training\n");
        requireMistake(mien("train", "--data", file), "faces.csv", "pixels");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(Files.readString(csv).getBytes(StandardCharsets.UTF_8));
        }
        Path half = folder.resolve("half.csv.gz");
        Files.write(half, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        requireMistake(mien("train", "--data", half), "half.csv.gz");
        requireMistake(mien("train", "--data", Files.createDirectory(folder.resolve("empty"))), "empty");
    }

    @Test
    void aSplitWithAnEmptyClassIsNamedWithARemedy() {
        requireMistake(
                mien("train", "--data", csv, "--limit", 20, "--out", folder.resolve("out")), "split", "use more rows");
    }

    @Test
    void aRunFolderIsNeverWrittenOver() {
        requireMistake(
                mien("train", "--data", csv, "--out", run), "the run folder " + run + " exists already", "--out");
    }

    @Test
    void weightsThatDoNotFitAreRefused() throws IOException {
        Path broken = folder.resolve("broken.safetensors");
        Files.write(broken, new byte[] {1, 2, 3});
        requireMistake(mien("evaluate", "--model", broken, "--data", csv), "broken.safetensors", "damaged");
        requireMistake(mien("evaluate", "--model", folder, "--data", csv), "there is no model at " + folder);
        requireMistake(
                mien("train", "--data", csv, "--initial-weights", run, "--out", folder.resolve("out")),
                run + " holds weights of the architecture 'small', and 'article' is not the same");
        requireMistake(
                mien("train", "--data", csv, "--initial-weights", broken, "--out", folder.resolve("out")),
                "broken.safetensors",
                "damaged",
                "train again");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void weightsCutShortAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(run.resolve("best.safetensors"));
        Path cut = Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(whole, whole.length / 2));
        Path out = folder.resolve("judged");
        requireMistake(mien("evaluate", "--model", cut, "--data", csv, "--out", out), "cut.safetensors", "damaged");
        whole[whole.length - 5] ^= 1;
        Path flipped = Files.write(folder.resolve("flipped.safetensors"), whole);
        requireMistake(mien("evaluate", "--model", flipped, "--data", csv, "--out", out), "flipped", "checksum");
        assertThat(out).doesNotExist();
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
        requireMistake(mien("train", "--data", csv, option, value, "--out", folder.resolve("out")), text);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void theTraceIsShownOnRequest() {
        assertThat(mien("--verbose", "train", "--data", "nowhere.csv").err()).contains("\tat dev.mien.");
    }

    private static void requireMistake(Result result, String... words) {
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).startsWith("mien: ").contains(words).doesNotContain("\tat ");
    }
}
