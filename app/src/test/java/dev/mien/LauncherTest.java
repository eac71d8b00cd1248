package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a small tree, with scripts in the place of Java and Maven that write down how they were called. */
@Timeout(60)
class LauncherTest {
    private static final String MAVEN = """
            #!/bin/sh
            echo "build" >>"$CALLS"
            [ -z "${SLOW:-}" ] || sleep 1
            mkdir -p app/target/lib
            echo jar >app/target/mien-app.jar
            echo jar >app/target/lib/mien-core.jar
            [ -f app/target/lib/library.jar ] || echo library >app/target/lib/library.jar
            """;
    private static final String JAVA = """
            #!/bin/sh
            echo "$@" >>"$CALLS"
            for word in "$@"; do
              case $word in -XX:ArchiveClassesAtExit=*) [ -n "${NO_ARCHIVE:-}" ] || echo classes >"${word#*=}"; exit 0 ;; esac
            done
            echo answer
            exit 7
            """;

    @TempDir
    private Path folder;

    private Path home;
    private Path calls;
    private Path temporary;

    @BeforeEach
    void drawTree() throws IOException {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "the launcher is a script for sh");
        home = Files.createDirectories(folder.resolve("a tree"));
        calls = Files.createFile(folder.resolve("calls"));
        temporary = Files.createDirectory(folder.resolve("temporary"));
        Files.copy(Path.of("..", "mien"), home.resolve("mien"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String module : List.of("core", "recognition", "training", "app")) {
            write(home.resolve(module).resolve("src/main/Some.java"), "source");
        }
        write(home.resolve("pom.xml"), "project");
        script(folder.resolve("tools/mvn"), MAVEN);
        java("first", "17.0.1");
    }

    @Test
    void buildsOnceArchivesOnceAndKeepsTheExitCode() throws Exception {
        Answer first = run();
        assertThat(first.exit()).isEqualTo(7);
        assertThat(first.output()).isEqualTo("answer\n");
        assertThat(first.errors()).startsWith("mien: building");
        assertThat(run()).isEqualTo(new Answer(7, "answer\n", ""));
        assertThat(builds()).isEqualTo(1);
        assertThat(dumps()).hasSize(1);
        assertThat(lastStart()).contains("-XX:SharedArchiveFile=" + home, "dev.mien.cli.Main one two");
    }

    @Test
    void runsThroughALinkFromAnotherFolder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a tree", "mien"));
        assertThat(answer(process(link)).exit()).isEqualTo(7);
    }

    @Test
    void anArchiveThatIsNotWrittenDoesNotStopTheCommand() throws Exception {
        Answer answer = run("NO_ARCHIVE", "1");
        assertThat(answer.exit()).isEqualTo(7);
        assertThat(answer.output()).isEqualTo("answer\n");
        assertThat(lastStart()).doesNotContain("SharedArchiveFile");
        assertThat(run("NO_ARCHIVE", "1").exit()).isEqualTo(7);
        assertThat(dumps()).as("tried once for each build").hasSize(1);
    }

    @Test
    void mavensNextBuildTouchesNeitherJarsNorArchive() throws Exception {
        run();
        String before = lastStart();
        Path jar = Path.of(before.replaceFirst(".* -cp (.*?/mien-app\\.jar):.*", "$1"));
        for (String rewritten : List.of("mien-app.jar", "lib/mien-core.jar")) {
            Files.writeString(target().resolve(rewritten), "half a j");
        }
        run();
        assertThat(lastStart()).isEqualTo(before);
        assertThat(jar).hasContent("jar");
        assertThat(jar.resolveSibling("lib/mien-core.jar")).hasContent("jar");
        assertThat(jar.resolveSibling("lib/library.jar")).hasContent("library");
    }

    @Test
    void aLostArchiveIsMadeAgain() throws Exception {
        run();
        for (Path archive : files("*.jsa")) {
            Files.delete(archive);
        }
        run();
        assertThat(dumps()).hasSize(2);
        assertThat(lastStart()).contains("-XX:SharedArchiveFile=");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void anOldBuildStaysWhileSomebodyRunsFromIt() throws Exception {
        run();
        Path used = newestBuild();
        Files.createFile(used.resolve("users")
                .resolve(Long.toString(ProcessHandle.current().pid())));
        touchSources();
        run();
        Path unused = newestBuild();
        for (int builds = 0; builds < 2; builds++) {
            touchSources();
            run();
        }
        assertThat(used).isDirectory();
        assertThat(unused).doesNotExist();
        assertThat(builds()).isEqualTo(4);
    }

    @Test
    void eachJavaHasItsOwnArchive() throws Exception {
        run();
        String first = archiveOfLastStart();
        Path other = java("second", "25");
        run("JAVA_HOME", other.toString());
        String second = archiveOfLastStart();
        run();
        assertThat(archiveOfLastStart()).isEqualTo(first).isNotEqualTo(second);
        assertThat(dumps()).hasSize(2);
        java("first", "17.0.2");
        run();
        assertThat(archiveOfLastStart()).as("a newer Java in the same place").isNotIn(first, second);
    }

    @Test
    void aJavaOfUnknownIdentityHasNoArchive() throws Exception {
        Files.delete(folder.resolve("first/release"));
        assertThat(run().exit()).isEqualTo(7);
        assertThat(dumps()).isEmpty();
        assertThat(lastStart()).doesNotContain("SharedArchiveFile");
    }

    @Test
    void theUsersOptionsComeLastAndAreNotForTheArchive() throws Exception {
        run("MIEN_JAVA_OPTIONS", "-Xshare:off -Xlog:gc");
        assertThat(dumps()).singleElement().asString().doesNotContain("-Xshare:off");
        assertThat(lastStart()).matches(".*SharedArchiveFile.*-Xlog:disable.* -Xshare:off -Xlog:gc -cp .*");
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        Process one = process("SLOW", "1").start();
        Process two = process("SLOW", "1").start();
        assertThat(List.of(one.waitFor(), two.waitFor())).containsExactly(7, 7);
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void theLockOfAProcessThatIsGoneDoesNotBlock() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        lock(gone.pid());
        assertThat(run().exit()).isEqualTo(7);
        assertThat(builds()).isEqualTo(1);
        assertThat(files("lock")).isEmpty();
    }

    @Test
    void whoWaitsSaysForWhomAndThenBuilds() throws Exception {
        Path lock = lock(ProcessHandle.current().pid());
        Process waiting = process().start();
        assertThat(waiting.waitFor(3500, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(builds()).isZero();
        Files.delete(lock);
        assertThat(waiting.waitFor()).isEqualTo(7);
        assertThat(errors())
                .contains("waiting for process " + ProcessHandle.current().pid());
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aStampWithoutJarsIsNoBuild() throws Exception {
        write(target().resolve("launcher.stamp"), "");
        Files.setLastModifiedTime(
                target().resolve("launcher.stamp"), FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(run().exit()).isEqualTo(7);
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aFailedBuildShowsItsMessagesAndLeavesNothing() throws Exception {
        script(folder.resolve("tools/mvn"), "#!/bin/sh\necho 'no such symbol'\nexit 1\n");
        Answer answer = run();
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.errors()).contains("no such symbol", "mien: the build failed");
        assertThat(files("*")).isEmpty();
    }

    @Test
    void aStaleCheckoutThatCannotBeWrittenSaysSoOnce() throws Exception {
        write(target(), "a file, where even root cannot make a folder");
        Answer answer = run();
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.errors().lines()).singleElement().asString().contains("right to write to " + target());
        assertThat(builds()).isZero();
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }

    private record Answer(int exit, String output, String errors) {}

    private Answer run(String... environment) throws IOException, InterruptedException {
        return answer(process(environment));
    }

    private Answer answer(ProcessBuilder process) throws IOException, InterruptedException {
        int exit = process.start().waitFor();
        return new Answer(exit, Files.readString(folder.resolve("output")), errors());
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors"));
    }

    private ProcessBuilder process(String... environment) {
        ProcessBuilder process = process(home.resolve("mien"));
        for (int i = 0; i < environment.length; i += 2) {
            process.environment().put(environment[i], environment[i + 1]);
        }
        return process;
    }

    private ProcessBuilder process(Path launcher) {
        ProcessBuilder process = new ProcessBuilder(launcher.toString(), "one", "two")
                .redirectOutput(folder.resolve("output").toFile())
                .redirectError(folder.resolve("errors").toFile());
        process.environment().remove("MIEN_JAVA_OPTIONS");
        process.environment().put("CALLS", calls.toString());
        process.environment().put("TMPDIR", temporary.toString());
        process.environment().put("JAVA_HOME", folder.resolve("first").toString());
        process.environment().put("PATH", folder.resolve("tools") + ":/usr/bin:/bin");
        return process;
    }

    /** A JDK whose java is the script; any of the same name before is replaced. */
    private Path java(String name, String version) throws IOException {
        Path jdk = folder.resolve(name);
        script(jdk.resolve("bin/java"), JAVA);
        write(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    private Path target() {
        return home.resolve("app/target");
    }

    private Path newestBuild() throws IOException {
        return target().resolve("launcher")
                .resolve(Files.readString(target().resolve("launcher.stamp")).strip());
    }

    private Path lock(long holder) throws IOException {
        Path lock = Files.createDirectories(target().resolve("launcher")).resolve("lock");
        return Files.createSymbolicLink(lock, Path.of(Long.toString(holder)));
    }

    private void touchSources() throws IOException {
        Files.setLastModifiedTime(
                target().resolve("launcher.stamp"), FileTime.from(Instant.now().minusSeconds(60)));
        Files.setLastModifiedTime(home.resolve("core/src/main/Some.java"), FileTime.from(Instant.now()));
    }

    private long builds() throws IOException {
        return Files.readAllLines(calls).stream().filter("build"::equals).count();
    }

    private List<String> dumps() throws IOException {
        return Files.readAllLines(calls).stream()
                .filter(call -> call.contains("ArchiveClassesAtExit"))
                .toList();
    }

    private String lastStart() throws IOException {
        List<String> all = Files.readAllLines(calls);
        return all.get(all.size() - 1);
    }

    private String archiveOfLastStart() throws IOException {
        return lastStart().replaceFirst(".*SharedArchiveFile=(.*?\\.jsa).*", "$1");
    }

    /** What lies below the launcher's folder of builds, folders aside, with a name of this form. */
    private List<Path> files(String form) throws IOException {
        PathMatcher matcher = home.getFileSystem().getPathMatcher("glob:" + form);
        try (Stream<Path> all = Files.walk(target().resolve("launcher"))) {
            return all.filter(file -> !Files.isDirectory(file))
                    .filter(file -> matcher.matches(file.getFileName()))
                    .toList();
        }
    }

    private static void script(Path file, String text) throws IOException {
        write(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
