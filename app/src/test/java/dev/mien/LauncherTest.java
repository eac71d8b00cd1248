package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.mien.LauncherTree.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a small tree. */
@Timeout(60)
class LauncherTest {
    @TempDir
    private Path folder;

    private LauncherTree tree;
    private Path home;

    @BeforeEach
    void drawTree() throws IOException {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "the launcher is a script for sh");
        tree = new LauncherTree(folder);
        home = tree.home();
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
    void newSourcesInAnyModuleAreBuilt() throws Exception {
        run();
        touchSources();
        run();
        assertThat(builds()).isEqualTo(2);
        LauncherTree.write(home.resolve("another module/src/main/New.java"), "source");
        Files.setLastModifiedTime(
                home.resolve("another module/src/main/New.java"),
                FileTime.from(Instant.now().plusSeconds(60)));
        run();
        assertThat(builds()).isEqualTo(3);
    }

    @Test
    void runsThroughALinkFromAnotherFolder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a tree", "mien"));
        assertThat(tree.run(process(link)).exit()).isEqualTo(7);
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
            Files.writeString(tree.target().resolve(rewritten), "half a j");
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
        Path other = tree.java("second", "25");
        run("JAVA_HOME", other.toString());
        String second = archiveOfLastStart();
        run();
        assertThat(archiveOfLastStart()).isEqualTo(first).isNotEqualTo(second);
        assertThat(dumps()).hasSize(2);
        tree.java("first", "17.0.2");
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

    /** Numbers of processes come again: this one began at another time than the lock says. */
    @Test
    void theLockOfAnOlderProcessWithTheSameNumberDoesNotBlock() throws Exception {
        lock(ProcessHandle.current().pid(), "12345");
        assertThat(run().exit()).isEqualTo(7);
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aSourceDatedAheadOfTheClockIsBuiltOnce() throws Exception {
        Path ahead = home.resolve("core/src/main/Some.java");
        Files.setLastModifiedTime(ahead, FileTime.from(Instant.now().plusSeconds(86_400)));
        run();
        run();
        assertThat(builds()).isEqualTo(1);
        Files.writeString(ahead, "changed");
        Files.setLastModifiedTime(ahead, FileTime.from(Instant.now().plusSeconds(86_400)));
        run();
        assertThat(builds()).isEqualTo(2);
    }

    /** Java separates the entries of a class path by colons. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theCheckoutsPathMayHaveAColon() throws Exception {
        Path moved = Files.move(home, home.resolveSibling("12:30"));
        Answer answer = tree.run(process(moved.resolve("mien")));
        assertThat(answer.exit()).as(answer.errors()).isEqualTo(7);
        assertThat(lastStart()).contains("-cp /proc/self/fd/9/mien-app.jar:/proc/self/fd/9/lib/* dev.mien.cli.Main");
    }

    /** A training of another user may run for days from a build that its owner has replaced twice. */
    @Test
    void othersCanAnnounceThatTheyRun() throws Exception {
        run();
        assertThat(Files.getPosixFilePermissions(newestBuild().resolve("users")))
                .containsExactlyInAnyOrder(PosixFilePermission.values());
        Path used = newestBuild();
        Files.createFile(used.resolve("users/1@another-machine"));
        for (int builds = 0; builds < 2; builds++) {
            touchSources();
            run();
        }
        assertThat(used).isDirectory();
        Files.setLastModifiedTime(
                used.resolve("users/1@another-machine"),
                FileTime.from(Instant.now().minus(Duration.ofDays(40))));
        touchSources();
        run();
        assertThat(used).doesNotExist();
    }

    /** Not into the folder with the user's photos. */
    @Test
    void aCrashLeavesItsReportAmongTemporaryFiles() throws Exception {
        run();
        assertThat(lastStart()).contains("-XX:ErrorFile=" + tree.temporary() + "/mien-crash-%p.log");
        assertThat(Files.readString(home.resolve("app/src/main/launcher/java.options")))
                .contains("-XX:-CreateCoredumpOnCrash", "-XX:-DumpReplayDataOnError");
    }

    /** Java and native libraries reserve more address space than they use. */
    @Test
    void aLimitOnAddressSpaceIsFittedOrNamed() throws Exception {
        run();
        assertThat(lastStart()).doesNotContain("CompressedClassSpaceSize");
        Answer fitted = tree.run(limited(4_000_000, "one"));
        assertThat(fitted).isEqualTo(new Answer(7, "answer\n", ""));
        assertThat(lastStart()).contains(" -XX:CompressedClassSpaceSize=64m -XX:ReservedCodeCacheSize=96m -Xmx976m ");
        assertThat(tree.run(limited(2_000_000, "train")).errors())
                .isEqualTo("mien: this shell allows 1953 MB of address space. A training may need more than 2,400 MB:"
                        + " 'ulimit -v unlimited' lifts the limit\n");
        LauncherTree.script(folder.resolve("first/bin/java"), "#!/bin/sh\nexit 1\n");
        assertThat(tree.run(limited(4_000_000, "one")))
                .isEqualTo(new Answer(
                        1,
                        "",
                        "mien: Java does not start with 3906 MB of address space, the limit of this shell. 'ulimit -v"
                                + " unlimited' lifts it\n"));
    }

    private ProcessBuilder limited(int kilobytes, String command) {
        String script = "ulimit -v " + kilobytes + "; exec \"$0\" \"$1\"";
        return tree.process(List.of("sh", "-c", script, home.resolve("mien").toString(), command));
    }

    @Test
    void whoWaitsSaysForWhomAndThenBuilds() throws Exception {
        Path lock = lock(ProcessHandle.current().pid());
        Process waiting = process().start();
        assertThat(waiting.waitFor(3500, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(builds()).isZero();
        Files.delete(lock);
        assertThat(waiting.waitFor()).isEqualTo(7);
        assertThat(tree.errors())
                .contains("waiting for process " + ProcessHandle.current().pid());
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aStampWithoutJarsIsNoBuild() throws Exception {
        LauncherTree.write(tree.target().resolve("launcher.stamp"), "");
        Files.setLastModifiedTime(
                tree.target().resolve("launcher.stamp"),
                FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(run().exit()).isEqualTo(7);
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aFailedBuildShowsItsMessagesAndLeavesNothing() throws Exception {
        tree.maven("#!/bin/sh\necho 'no such symbol'\nexit 1\n");
        Answer answer = run();
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.errors()).contains("no such symbol", "mien: the build failed");
        assertThat(files("*")).isEmpty();
    }

    @Test
    void aStaleCheckoutThatCannotBeWrittenSaysSoOnce() throws Exception {
        LauncherTree.write(tree.target(), "a file, where even root cannot make a folder");
        Answer answer = run();
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.errors().lines()).singleElement().asString().contains("right to write to " + tree.target());
        assertThat(builds()).isZero();
        try (Stream<Path> left = Files.list(tree.temporary())) {
            assertThat(left).isEmpty();
        }
    }

    private Answer run(String... environment) throws IOException, InterruptedException {
        return tree.run(process(environment));
    }

    private ProcessBuilder process(String... environment) {
        return tree.process(List.of(home.resolve("mien").toString(), "one", "two"), environment);
    }

    private ProcessBuilder process(Path launcher) {
        return tree.process(List.of(launcher.toString(), "one", "two"));
    }

    private Path newestBuild() throws IOException {
        return tree.target()
                .resolve("launcher")
                .resolve(Files.readString(tree.target().resolve("launcher.stamp"))
                        .strip());
    }

    private Path lock(long holder) throws IOException {
        return lock(holder, birth(holder));
    }

    private Path lock(long holder, String birth) throws IOException {
        Path lock = Files.createDirectories(tree.target().resolve("launcher")).resolve("lock");
        return Files.createSymbolicLink(lock, Path.of(holder + "-" + birth));
    }

    /** When a process began, as Linux counts it; elsewhere as ps says it. */
    private static String birth(long process) throws IOException {
        Path stat = Path.of("/proc/" + process + "/stat");
        if (Files.isReadable(stat)) {
            return Files.readString(stat).replaceFirst("(?s).*\\) ", "").split(" ")[19];
        }
        Process ps = new ProcessBuilder("ps", "-o", "lstart=", "-p", Long.toString(process)).start();
        return new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).replaceAll("[^0-9A-Za-z]", "");
    }

    private void touchSources() throws IOException {
        Files.setLastModifiedTime(
                tree.target().resolve("launcher.stamp"),
                FileTime.from(Instant.now().minusSeconds(60)));
        Files.setLastModifiedTime(home.resolve("core/src/main/Some.java"), FileTime.from(Instant.now()));
    }

    private long builds() throws IOException {
        return tree.calls().stream().filter("build"::equals).count();
    }

    private List<String> dumps() throws IOException {
        return tree.calls().stream()
                .filter(call -> call.contains("ArchiveClassesAtExit"))
                .toList();
    }

    private String lastStart() throws IOException {
        List<String> all = tree.calls();
        return all.get(all.size() - 1);
    }

    private String archiveOfLastStart() throws IOException {
        return lastStart().replaceFirst(".*SharedArchiveFile=(.*?\\.jsa).*", "$1");
    }

    /** What lies below the launcher's folder of builds, folders aside, with a name of this form. */
    private List<Path> files(String form) throws IOException {
        PathMatcher matcher = home.getFileSystem().getPathMatcher("glob:" + form);
        try (Stream<Path> all = Files.walk(tree.target().resolve("launcher"))) {
            return all.filter(file -> !Files.isDirectory(file))
                    .filter(file -> matcher.matches(file.getFileName()))
                    .toList();
        }
    }
}
