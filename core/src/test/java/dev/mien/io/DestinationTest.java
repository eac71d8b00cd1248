package dev.mien.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is a link, a folder or a device, whichever way it is written. */
class DestinationTest {
    private static final String NEW = "new";

    @TempDir
    private Path folder;

    /** The ways to write a file. */
    enum Way {
        WHOLE {
            @Override
            void write(Path file) {
                AtomicFile.write(file, NEW);
            }
        },
        WHOLE_WITH_FOLDER {
            @Override
            void write(Path file) {
                AtomicFile.writeWithFolder(file, NEW);
            }
        },
        BESIDE {
            @Override
            void write(Path file) throws IOException {
                try (StagedFile unfinished = StagedFile.begin(file)) {
                    Files.writeString(unfinished.beside(), NEW);
                    unfinished.place();
                }
            }
        },
        PART {
            @Override
            void write(Path file) throws IOException {
                try (AtomicOutput part = AtomicOutput.begin(file)) {
                    part.out().write(NEW.getBytes(StandardCharsets.UTF_8));
                    part.finish();
                }
            }
        };

        abstract void write(Path file) throws IOException;
    }

    private Path old(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "old");
    }

    private Path link(String name, String target) throws IOException {
        Path link = folder.resolve(name);
        Files.createDirectories(link.getParent());
        return Files.createSymbolicLink(link, Path.of(target));
    }

    private void assertFiles(Path... expected) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> !Files.isDirectory(file))).containsExactlyInAnyOrder(expected);
        }
    }

    private void assertRefused(Way way, Path file, String what) {
        assertThatThrownBy(() -> way.write(file))
                .isInstanceOf(WriteFailedException.class)
                .hasMessage("cannot write " + file + ": " + what
                        + ". Give the name of another file, or remove what stands there");
    }

    @ParameterizedTest
    @EnumSource
    void aLinkStaysOneAndItsFileIsWritten(Way way) throws IOException {
        Path file = old("there/real.txt");
        Path link = link("here/link.txt", "../there/real.txt");
        way.write(link);
        assertThat(link).isSymbolicLink();
        assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("../there/real.txt"));
        assertThat(file).hasContent(NEW).isRegularFile();
        assertThat(Files.isSymbolicLink(file)).isFalse();
        assertFiles(file, link);
    }

    @ParameterizedTest
    @EnumSource
    void soDoesALinkToALinkAndAFileInALinkedFolder(Way way) throws IOException {
        Path file = old("there/real.txt");
        Path second = link("second.txt", folder.resolve("there/real.txt").toString());
        Path first = link("first.txt", "second.txt");
        way.write(first);
        assertThat(first).isSymbolicLink();
        assertThat(second).isSymbolicLink();
        assertThat(file).hasContent(NEW);
        Path linked = link("linked", "there");
        Files.writeString(file, "old");
        way.write(linked.resolve("real.txt"));
        assertThat(linked).isSymbolicLink();
        assertThat(file).hasContent(NEW);
        assertFiles(file, first, second);
    }

    @ParameterizedTest
    @EnumSource
    void aLinkToNothingIsRefused(Way way) throws IOException {
        Path link = link("link.txt", "gone/real.txt");
        assertRefused(way, link, "it is a link to " + folder.resolve("gone/real.txt") + ", which does not exist");
        assertThat(link).isSymbolicLink();
        assertFiles(link);
    }

    @ParameterizedTest
    @EnumSource
    void aFolderIsRefusedAndSoIsALinkToOne(Way way) throws IOException {
        Path there = Files.createDirectory(folder.resolve("there"));
        assertRefused(way, there, "it is a folder");
        Path link = link("link.txt", "there");
        assertRefused(way, link, "it is a link to the folder " + there);
        assertThat(link).isSymbolicLink();
        assertThat(there).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void aCircleOfLinksIsRefused(Way way) throws IOException {
        Path one = link("one.txt", "two.txt");
        Path two = link("two.txt", "one.txt");
        assertRefused(way, one, "it is a link that leads in a circle");
        Path self = link("self.txt", "self.txt");
        assertRefused(way, self, "it is a link that leads in a circle");
        assertFiles(one, two, self);
    }

    /** By a link to it, too: where anybody may write to the folder of devices, nothing may stand in its place. */
    @ParameterizedTest
    @EnumSource(names = "BESIDE", mode = EnumSource.Mode.EXCLUDE)
    void aDeviceIsWrittenItself(Way way) throws IOException {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "this system has no /dev/null");
        Path link = link("link.txt", "/dev/null");
        way.write(device);
        way.write(link);
        assertThat(link).isSymbolicLink();
        assertThat(Files.isRegularFile(device)).isFalse();
        try (Stream<Path> beside = Files.list(device.getParent())) {
            assertThat(beside).noneMatch(AtomicFile::isUnfinished);
        }
        assertFiles(link);
    }

    /** Nothing is placed here: were it not refused, the machine would lose its device. */
    @Test
    void aDeviceHasNothingBeside() throws IOException {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "this system has no /dev/null");
        assertThatThrownBy(() -> StagedFile.begin(device).close())
                .isInstanceOf(WriteFailedException.class)
                .hasMessageContaining("it is a device, which a file cannot replace");
        Path link = link("link.mp4", "/dev/null");
        assertThatThrownBy(() -> StagedFile.requireWritable(link))
                .isInstanceOf(WriteFailedException.class)
                .hasMessageContaining("it is a device");
        StagedFile.requireWritable(folder.resolve("film.mp4"));
        assertFiles(link);
    }

    /** Writes to the path of something open, as a shell's {@code --out /dev/fd/7} does. */
    @ParameterizedTest
    @EnumSource(names = "BESIDE", mode = EnumSource.Mode.EXCLUDE)
    void anOpenFileIsAppendedToAndNotReplaced(Way way) throws IOException {
        Path file = old("log.txt");
        try (FileOutputStream open = new FileOutputStream(file.toFile(), true)) {
            Path name = openAs(file);
            way.write(name);
            way.write(link("link.txt", name.toString()));
            open.write("tail".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(file).hasContent("old" + NEW + NEW + "tail");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("log.txt", "link.txt");
    }

    /** The path under which this process has a file open. */
    private static Path openAs(Path file) throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(descriptors), "this system does not tell what is open");
        try (Stream<Path> names = Files.list(descriptors)) {
            return names.filter(name -> Files.exists(name) && isSame(name, file))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean isSame(Path name, Path file) {
        try {
            return Files.isSameFile(name, file);
        } catch (IOException e) {
            return false;
        }
    }

    /** What a program writes that is given {@code /dev/stdout}. */
    static final class ToStandardOutput {
        private ToStandardOutput() {}

        public static void main(String[] args) throws IOException {
            Way.valueOf(args[0]).write(Path.of(args[1]));
            System.out.print("after");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WHOLE, /dev/stdout, >",
        "PART, /dev/stdout, >",
        "PART, /dev/fd/1, >>",
        "PART, /proc/self/fd/1, >",
        "WHOLE, /dev/stderr, >"
    })
    void standardOutputThatIsAFileIsWrittenWhereItStands(Way way, Path path, String redirection)
            throws IOException, InterruptedException {
        assumeTrue(Files.exists(path), "this system has no " + path);
        Path log = folder.resolve("log.txt");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String program = "\"$0\" -cp \"$1\" '" + ToStandardOutput.class.getName() + "' " + way + " " + path;
        String script = "(printf head; " + program + "; printf tail) " + redirection + " \"$2\" 2>&1";
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder("sh", "-c", script, java, classes, log.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(log).hasContent("head" + NEW + "aftertail");
        assertFiles(log);
    }
}
