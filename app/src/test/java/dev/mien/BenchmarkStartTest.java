package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Benchmarks start Java as the launcher starts it for a training: the same options, variables, Java and build. */
@Timeout(60)
class BenchmarkStartTest {
    private static final Path SETTINGS = Path.of("..", "app", "src", "main", "launcher");
    private static final List<String> OF_THE_START = List.of(
            "-XX:SharedArchiveFile=", "-Xlog:", "-Dmien.terminal", "-Donnxruntime.native.path=", "-XX:ErrorFile=");
    private static final String TRAINING = "./mien train --data drawn";

    @TempDir
    private Path folder;

    private LauncherTree tree;

    @BeforeEach
    void drawTree() throws IOException, InterruptedException {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "the launcher is a script for sh");
        tree = new LauncherTree(folder);
        tree.copy(Path.of("benchmarks"));
        tree.tool("python3", "#!/bin/sh\nexec " + python() + " \"$@\"\n");
        LauncherTree.write(tree.home().resolve("photo.jpg"), "a photo");
        // first epochs that are trained, of which a picture remains to be drawn
        LauncherTree.write(tree.home().resolve("runs/mien-42/checksums.sha256"), "");
        LauncherTree.write(tree.home().resolve("runs/mien-42/history.csv"), "");
        LauncherTree.write(tree.home().resolve("runs/keras-42.csv"), "");
        for (String library : List.of("numpy", "onnxruntime")) {
            LauncherTree.write(tree.home().resolve("benchmarks/onnx/" + library + ".py"), "");
        }
    }

    private static String python() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)").start();
        String found = new String(process.getInputStream().readAllBytes()).strip();
        assertThat(process.waitFor()).as("the benchmarks need python3").isZero();
        return found;
    }

    /** What a start of Java depends on. */
    private record Start(List<String> options, String libraries, Map<String, String> variables) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "python3 benchmarks/training/run.py --only mien-bf16 --rounds 1",
                "python3 benchmarks/training/run.py --only mien-fp32 --rounds 1",
                "python3 benchmarks/training/run.py --profile bf16",
                "sh benchmarks/soak/soak.sh 6",
                "python3 benchmarks/mien.py benchmarks/reading/ReadCsv.java data.csv",
                "python3 benchmarks/mien.py benchmarks/augmentation/Augment.java",
                "python3 benchmarks/article/run.py --data data.csv --seeds= --changes fp32",
                "python3 benchmarks/article/run.py --data data.csv --seeds 42 --out runs",
                "python3 benchmarks/onnx/photos.py --model face.onnx photo.jpg",
            })
    void aBenchmarkStartsAsATrainingDoes(String benchmark) throws Exception {
        Start training = start(TRAINING);
        assertThat(training.options()).hasSize(1);
        assertThat(start(benchmark)).isEqualTo(training);
    }

    @Test
    void theQuickStartOfOnePhotoReachesNoBenchmark() throws Exception {
        assertThat(start("./mien recognize photo.jpg").options()).contains("-XX:TieredStopAtLevel=1");
        assertThat(start("python3 benchmarks/training/run.py --only mien-bf16 --rounds 1")
                        .options())
                .containsExactly("@" + tree.home() + "/app/src/main/launcher/java.options");
    }

    @Test
    void whatTheUserSetsHoldsForBoth() throws Exception {
        String[] set = {"MIEN_JAVA_OPTIONS", "-Xmx4g -Xlog:gc", "OPENBLAS_NUM_THREADS", "4", "GOMP_SPINCOUNT", ""};
        Start training = start(TRAINING, set);
        assertThat(training.options()).contains("-Xmx4g");
        assertThat(training.variables()).containsEntry("OPENBLAS_NUM_THREADS", "4");
        assertThat(training.variables().get("GOMP_SPINCOUNT"))
                .isEqualTo(variables().get("GOMP_SPINCOUNT"));
        assertThat(start("python3 benchmarks/training/run.py --only mien-bf16 --rounds 1", set))
                .isEqualTo(training);
    }

    @Test
    void optionsForOneBenchmarkComeLast() throws Exception {
        Start start = start("python3 benchmarks/mien.py -Xmx130m -Xms1m benchmarks/reading/ReadCsv.java -x data.csv");
        assertThat(start.options()).endsWith("-Xmx130m", "-Xms1m");
        assertThat(tree.words()).endsWith("ReadCsv", "-x", "data.csv");
        Start growth = start("python3 benchmarks/mien.py -Xmx3g benchmarks/audit/AuditGrowth.java 1000");
        assertThat(growth.options()).endsWith("-Xmx3g");
        assertThat(tree.words()).endsWith("AuditGrowth", "1000");
    }

    @Test
    void theFramesBenchmarkRunsAClassInAPackage() throws Exception {
        start("sh benchmarks/recognition/framing.sh --data data.csv");
        assertThat(tree.words()).endsWith("dev.mien.face.Framing", "data.csv", "default", "1000000");
    }

    @Test
    void javaReadsTheFileOfOptions() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + SETTINGS.resolve("java.options"),
                        "-XX:+PrintCommandLineFlags",
                        "-XshowSettings:properties",
                        "-version")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("-XX:GCTimeRatio=9", "-XX:+UseParallelGC");
        assertThat(output).contains("org.bytedeco.javacpp.maxbytes = 0", "org.bytedeco.javacpp.maxphysicalbytes = 0");
    }

    @Test
    void noScriptHasACopyOfAnOptionOrAVariable() throws IOException {
        List<String> settings = new ArrayList<>(variables().keySet());
        settings.removeIf(name -> name.startsWith("MALLOC"));
        Files.readAllLines(SETTINGS.resolve("java.options")).stream()
                .filter(line -> line.startsWith("-"))
                .map(line -> line.replaceFirst("=.*", ""))
                .forEach(settings::add);
        assertThat(settings).hasSizeGreaterThan(5);
        for (Path script : scripts()) {
            assertThat(script).content().as(script.toString()).doesNotContain(settings);
        }
    }

    /** A pom cannot read the launcher's files, and a test of media does not depend on app. */
    @Test
    void theTestsHaveTheSameOptionsAndVariables() throws IOException {
        String pom = Files.readString(Path.of("..", "pom.xml"));
        Map<String, String> set = Pattern.compile("<([A-Z_]{5,})>([^<]*)</\\1>")
                .matcher(pom)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        assertThat(set).isNotEmpty();
        assertThat(variables()).containsAllEntriesOf(set);
        String option = Files.readAllLines(SETTINGS.resolve("java.options")).stream()
                .filter(line -> line.startsWith("--enable-native-access="))
                .findFirst()
                .orElseThrow();
        assertThat(pom).contains("<argLine>@{surefire.argLine} " + option + " ");
        assertThat(Path.of("..", "media", "src", "test", "java", "dev", "mien", "video", "FfmpegTest.java"))
                .content()
                .contains('"' + option + '"');
    }

    private static List<Path> scripts() throws IOException {
        try (Stream<Path> benchmarks = Files.walk(Path.of("..", "benchmarks"))) {
            Stream<Path> found = benchmarks.filter(
                    file -> file.toString().endsWith(".py") || file.toString().endsWith(".sh"));
            List<Path> scripts = Stream.concat(Stream.of(Path.of("..", "mien"), Path.of("..", "mien.cmd")), found)
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
            assertThat(scripts).hasSizeGreaterThan(10);
            return scripts;
        }
    }

    /** The start of a command's last Java, without what only shortens it. */
    private Start start(String command, String... environment) throws IOException, InterruptedException {
        ProcessBuilder process = tree.process(List.of(command.split(" ")), environment);
        LauncherTree.Answer answer = tree.run(process.directory(tree.home().toFile()));
        List<String> words = tree.words();
        assertThat(words).as(answer.errors()).contains("-cp");
        List<String> options = words.subList(0, words.indexOf("-cp")).stream()
                .filter(word -> OF_THE_START.stream().noneMatch(word::startsWith))
                .toList();
        String classPath = words.get(words.indexOf("-cp") + 1);
        Map<String, String> variables = tree.variables();
        variables.keySet().retainAll(variables().keySet());
        return new Start(options, classPath.substring(classPath.indexOf(tree.target() + "/launcher/")), variables);
    }

    /** What the file of variables says, by name. */
    private static Map<String, String> variables() throws IOException {
        return Files.readAllLines(SETTINGS.resolve("environment")).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.split("="))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}
