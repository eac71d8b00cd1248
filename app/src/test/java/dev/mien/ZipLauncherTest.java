package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.mien.LauncherTree.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The zip's launcher in a folder as the zip has it, with a script in the place of Java. */
@Timeout(60)
class ZipLauncherTest {
    private static final Path MAIN = Path.of("src", "main");

    @TempDir
    private Path folder;

    private LauncherTree tree;
    private Path home;
    private Path cache;

    @BeforeEach
    void unpack() throws IOException {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "the launcher is a script for sh");
        tree = new LauncherTree(folder);
        home = folder.resolve("an unpacked zip");
        cache = folder.resolve("cache");
        copy(MAIN.resolve("distribution/bin"), home.resolve("bin"));
        copy(MAIN.resolve("launcher"), home.resolve("lib/launcher"));
        LauncherTree.write(home.resolve("lib/mien-app-1.jar"), "jar");
        LauncherTree.write(home.resolve("lib/native/libonnxruntime.so"), "library");
    }

    @Test
    void startsJavaWithWhatTheZipHolds() throws Exception {
        assertThat(run()).isEqualTo(new Answer(7, "answer\n", ""));
        assertThat(tree.words())
                .contains(
                        "@" + home + "/lib/launcher/java.options",
                        "-Donnxruntime.native.path=" + home + "/lib/native",
                        home + "/lib/*")
                .endsWith("dev.mien.cli.Main", "one", "two");
        assertThat(tree.variables()).containsEntry("OPENBLAS_NUM_THREADS", "1");
        assertThat(tree.calls()).noneMatch("build"::equals);
    }

    @Test
    void keepsItsArchiveInTheUsersCacheAndItsOwnFolderAsItWas() throws Exception {
        List<Path> before = below(home);
        run();
        run();
        assertThat(dumps()).isEqualTo(1);
        assertThat(below(home)).isEqualTo(before);
        assertThat(below(cache)).singleElement().asString().endsWith(".jsa");
        assertThat(tree.words()).anyMatch(word -> word.startsWith("-XX:SharedArchiveFile=" + cache));
    }

    @Test
    void anotherBuildOfTheSameVersionHasAnArchiveOfItsOwn() throws Exception {
        run();
        Path jar = home.resolve("lib/mien-app-1.jar");
        Path other = Files.writeString(folder.resolve("other.jar"), "raj");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(jar));
        Files.move(other, jar, StandardCopyOption.REPLACE_EXISTING);
        run();
        assertThat(dumps()).isEqualTo(2);
        assertThat(below(cache)).hasSize(2);
    }

    @Test
    void aUserWithoutAHomeHasNoArchive() throws Exception {
        Path absent = folder.resolve("absent");
        assertThat(run("XDG_CACHE_HOME", "", "HOME", absent.toString()).output())
                .isEqualTo("answer\n");
        assertThat(dumps()).isZero();
        assertThat(absent).doesNotExist();
    }

    @Test
    void aCacheThatCannotBeWrittenIsLeftOut() throws Exception {
        Files.writeString(cache, "a file, where even root cannot make a folder");
        assertThat(run()).isEqualTo(new Answer(7, "answer\n", ""));
        assertThat(dumps()).isZero();
    }

    @Test
    void runsThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), home.resolve("bin/mien"));
        assertThat(tree.run(process(link)).exit()).isEqualTo(7);
    }

    @Test
    void anOldJavaIsNamedWithWhatToDo() throws Exception {
        Path old = tree.java("old", "11.0.2");
        Answer answer = run("JAVA_HOME", old.toString());
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.errors())
                .isEqualTo(
                        "mien: " + old + "/bin/java is of Java 11. Mien needs version 17 or later: install one, or set"
                                + " JAVA_HOME to its folder\n");
    }

    @Test
    void aNewJavaIsToldNotToWarnOfUnsafe() throws Exception {
        String option = "--sun-misc-unsafe-memory-access=allow";
        run();
        assertThat(tree.words()).doesNotContain(option);
        run("JAVA_HOME", tree.java("new", "24.0.1").toString());
        assertThat(tree.words()).contains(option);
    }

    /** The script for Windows is not run here. What both must know is compared. */
    @Test
    void bothScriptsNameTheSameVersionsOfJavaAndTheSameOption() throws IOException {
        Path settings = Path.of("..", "app", "src", "main", "launcher");
        String unix = Files.readString(settings.resolve("start.sh"));
        String windows = Files.readString(settings.resolve("start.cmd"));
        assertThat(unix).contains("\"${version:-17}\" -ge 17 ]", "\"${version:-17}\" -ge 24 ]");
        assertThat(windows).contains("set \"VERSION=17\"", "if %VERSION% lss 17 ", "if %VERSION% geq 24 ");
        for (String part : List.of(
                "--sun-misc-unsafe-memory-access=allow",
                "Mien needs version 17 or later: install one, or set JAVA_HOME to its folder",
                "no Java found. Install a JDK of version 17 or later, or set JAVA_HOME")) {
            assertThat(unix).contains(part);
            assertThat(windows).contains(part);
        }
    }

    private Answer run(String... environment) throws IOException, InterruptedException {
        return tree.run(process(home.resolve("bin/mien"), environment));
    }

    private ProcessBuilder process(Path launcher, String... environment) {
        Stream<String> usual = Stream.of("XDG_CACHE_HOME", cache.toString());
        return tree.process(
                List.of(launcher.toString(), "one", "two"),
                Stream.concat(usual, Stream.of(environment)).toArray(String[]::new));
    }

    private long dumps() throws IOException {
        return tree.calls().stream()
                .filter(call -> call.contains("ArchiveClassesAtExit"))
                .count();
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
