package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.answer.AnswerFormat;
import dev.mien.answer.FrameWriter;
import dev.mien.augmentation.Augmentation;
import dev.mien.augmentation.Augmenter;
import dev.mien.dataset.Dataset;
import dev.mien.engine.OptimizerSpec;
import dev.mien.engine.UpdateRule;
import dev.mien.face.Box;
import dev.mien.image.RgbImage;
import dev.mien.nn.ModelArchitecture;
import dev.mien.recognition.Recognition;
import dev.mien.recognition.TrackedFace;
import dev.mien.testing.DocumentedJava;
import dev.mien.testing.DrawnPhoto;
import dev.mien.testing.Fer2013Files;
import dev.mien.testing.Processes;
import dev.mien.video.TrackedFrame;
import dev.mien.video.VideoInfo;
import dev.mien.video.VideoSummary;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the Java of docs/extending.md: the parts one by one, and Mien's commands with all of them. */
class ExtendingTest {
    private static final Path PAGE = Path.of("..", "docs", "extending.md");
    private static final Pattern NAME = Pattern.compile("^public (?:final class|record) (\\w+)", Pattern.MULTILINE);

    @TempDir
    private static Path classes;

    private static final Map<String, String> SOURCES = new LinkedHashMap<>();
    private static URLClassLoader loader;

    @TempDir
    private Path folder;

    @BeforeAll
    static void compile() throws IOException {
        for (String block : DocumentedJava.blocks(PAGE)) {
            Matcher name = NAME.matcher(block);
            assertThat(name.find()).as(block).isTrue();
            SOURCES.put(name.group(1), block);
        }
        DocumentedJava.compile(SOURCES, classes);
        loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, ExtendingTest.class.getClassLoader());
    }

    @AfterAll
    static void close() throws IOException {
        loader.close();
    }

    private static Object made(String type, Class<?>[] parameters, Object... arguments)
            throws ReflectiveOperationException {
        return loader.loadClass(type).getConstructor(parameters).newInstance(arguments);
    }

    @Test
    void thePageHasAnExampleOfEachPart() {
        assertThat(SOURCES.keySet())
                .containsExactly(
                        "TwoBlocks", "FirstTry", "MiddleDetector", "Vignette", "Lion", "MarkdownFormat", "MyMien");
    }

    @Test
    void theArchitectureHasAsManyParametersAsItsCommentSays() throws ReflectiveOperationException {
        ModelArchitecture network = (ModelArchitecture)
                loader.loadClass("TwoBlocks").getMethod("architecture").invoke(null);
        assertThat(SOURCES.get("TwoBlocks")).contains("%,d parameters".formatted(network.parameterCount()));
    }

    @Test
    void theArchitectureTrainsWithoutARegistry() throws IOException, InterruptedException {
        List<String> lines = run("FirstTry").done().lines().toList();
        assertThat(lines).hasSize(3).last().asString().matches("\\d+ test faces have an answer");
        double[] losses = lines.stream()
                .limit(2)
                .mapToDouble(line -> Double.parseDouble(line.replaceFirst("^loss ", "")))
                .toArray();
        assertThat(losses[1]).as("the loss of the second epoch").isPositive().isLessThan(losses[0]);
    }

    @Test
    void theVignetteDarkensTheCornersMost() throws ReflectiveOperationException {
        Augmentation vignette = (Augmentation) made("Vignette", new Class<?>[] {double.class}, 0.8);
        byte[] white = new byte[9 * 9];
        Arrays.fill(white, (byte) 255);
        Dataset data = Dataset.of("white", 9, 9, white, new byte[1]);
        float[] corners = new float[50];
        for (int epoch = 1; epoch <= corners.length; epoch++) {
            float[] seen = new float[9 * 9];
            new Augmenter(List.of(vignette), 9, 9).augment(data, 0, 1, epoch, seen, 0);
            assertThat(seen[40]).as("the middle").isEqualTo(255);
            assertThat(seen[36]).as("a side").isBetween(seen[0], 255f);
            assertThat(seen[0]).isEqualTo(seen[8]).isEqualTo(seen[80]).isGreaterThanOrEqualTo(255 * 0.2f);
            corners[epoch - 1] = seen[0];
        }
        Arrays.sort(corners);
        assertThat(corners[0]).isLessThan(110);
        assertThat(corners[49]).isGreaterThan(245);
        assertThat(vignette.times(0.5)).hasToString("Vignette[most=0.4]");
        assertThatThrownBy(() -> vignette.times(2)).hasMessageContaining("takes 1.6 of the light, expected 0 to 1");
    }

    /** By hand, after algorithm 2 of arXiv 2302.06675 without its decay. */
    @Test
    void lionFollowsTheSignOfItsMomentum() throws ReflectiveOperationException {
        OptimizerSpec lion = (OptimizerSpec) made("Lion", new Class<?>[] {double.class, double.class}, 0.9, 0.99);
        float[] values = {1, 1, 1};
        float[] momentum = new float[3];
        UpdateRule rule = lion.rule(0.125, 1);
        rule.apply(values, new float[] {2, -3, 0}, momentum, new float[3], 3);
        assertThat(values).containsExactly(0.875f, 1.125f, 1);
        assertThat(momentum).usingComparatorWithPrecision(1e-6f).containsExactly(0.02f, -0.03f, 0);
        rule.apply(values, new float[] {-0.1f, 0.4f, 1}, momentum, new float[3], 3);
        assertThat(values).as("momentum, gradient, gradient").containsExactly(0.75f, 1, 0.875f);
        assertThat(momentum).usingComparatorWithPrecision(1e-6f).containsExactly(0.0188f, -0.0257f, 0.01f);
    }

    @Test
    void theTableHasALineForEachFaceOfAFrame() throws ReflectiveOperationException {
        AnswerFormat format = (AnswerFormat) made("MarkdownFormat", new Class<?>[0]);
        StringWriter table = new StringWriter();
        FrameWriter frames =
                format.writer(table, "film.mp4", new VideoInfo(8, 8, 25, OptionalDouble.empty(), "h264", false));
        EmotionScores happy = new EmotionScores(new double[] {0, 0, 0, 0.75, 0, 0, 0.25});
        Recognition face = new Recognition(new Box(0, 0, 4, 4), Optional.empty(), 1, happy, Optional.empty(), 0.5);
        RgbImage picture = RgbImage.of(new BufferedImage(8, 8, BufferedImage.TYPE_3BYTE_BGR));
        frames.write(new TrackedFrame(25, 1, picture, List.of(new TrackedFace(1, face, false))));
        frames.end(new VideoSummary(1, 1.04, 1, List.of(), Optional.of("the file ends early")));
        assertThat(table).hasToString("""
                        | seconds in film.mp4 | emotion | confidence |
                        | --- | --- | ---: |
                        | 1.0 | happy | 75 % |
                        |  | the file ends early |  |
                        """);
    }

    @Test
    void theDetectorShowsTheMiddle() throws IOException, InterruptedException {
        assertThat(run("MiddleDetector", photo()).done())
                .matches("[A-Z]+ Box\\[x=64.0, y=64.0, width=128.0, height=128.0]\\R");
    }

    /** All parts stand in the run's files; who does not know them is told which one. */
    @Test
    void mienTrainsAndReadsWithThePartsOfAnotherProgram() throws IOException, InterruptedException {
        Path csv = Fer2013Files.write(
                folder.resolve("faces.csv"), 100, i -> i < 70 ? "Training" : i < 85 ? "PublicTest" : "PrivateTest");
        Path run = folder.resolve("run");
        run("MyMien", "train", "--data", csv, "--recipe", "mine", "--epochs", 1, "--out", run)
                .done();
        assertThat(run.resolve("config.json"))
                .content()
                .contains("\"two-blocks\"", "\"vignette\"", "\"lion\"", "\"mine\"", "\"official\"");
        assertThat(run("MyMien", "train", "--resume", run, "--epochs", 2).done())
                .contains("continues after epoch 1", "epoch 2 ");
        Answer unknown = run("dev.mien.cli.Main", "evaluate", "--model", run, "--data", csv);
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.text())
                .contains("two-blocks")
                .contains("there are article, small, mien")
                .doesNotContain("\tat ");
        assertThat(run("MyMien", "recognize", photo(), "--format", "markdown").done())
                .containsPattern("\\| --- \\| --- \\| ---: \\|\\R\\| \\S+photo.png \\| [a-z]+ \\| \\d+ % \\|\\R");
    }

    @Test
    void theHelpNamesThePartsOfAnotherProgram() throws IOException, InterruptedException {
        assertThat(run("MyMien", "train", "--help").done()).contains("two-blocks", "lion", "mine");
        assertThat(run("MyMien", "recognize", "--help").done()).contains("markdown");
    }

    private Path photo() {
        return DrawnPhoto.write(folder.resolve("photo.png"));
    }

    private record Answer(int code, String text) {
        String done() {
            assertThat(code).as(text).isZero();
            return text;
        }
    }

    /** A program with the page's classes on its class path. */
    private Answer run(String main, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Processes.command(arguments));
        int place = command.indexOf("-cp") + 1;
        command.set(place, classes + File.pathSeparator + command.get(place));
        command.set(place + 1, main);
        Path log = folder.resolve("log.txt");
        Process process = Processes.start(log, command);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Answer(process.exitValue(), Files.readString(log));
    }
}
