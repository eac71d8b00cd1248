package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What FFmpeg does to a process: its memory, and what it prints. */
class FfmpegTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    private Path folder;

    @Test
    void aLibraryThatThisMachineLacksIsNamed() {
        UnsatisfiedLinkError failure = new UnsatisfiedLinkError("no jniavdevice in java.library.path");
        assertThat(Ffmpeg.failure(failure))
                .hasMessage("video needs FFmpeg's native libraries, and they do not load: no jniavdevice in"
                        + " java.library.path. Perhaps the class path has none for this platform. Add"
                        + " org.bytedeco:ffmpeg with the classifier " + Loader.getPlatform() + " to the class path");
        failure.initCause(new UnsatisfiedLinkError("libpulse.so.0: cannot open shared object file"));
        assertThat(Ffmpeg.failure(failure))
                .hasMessage("video needs FFmpeg's native libraries, and they do not load: libpulse.so.0: cannot open"
                        + " shared object file. Install the library that is missing");
    }

    /**
     * Reads and writes 2,000 frames, after 800 that let pools and compilers settle. It has a JVM of its own, because in
     * one that has run other tests Java's heap grows and shrinks by hundreds of megabytes.
     */
    @Test
    void residentMemoryDoesNotGrow() throws IOException, InterruptedException {
        assumeTrue(Files.isReadable(Path.of("/proc/self/statm")), "resident memory is read from /proc");
        Path tone = DrawnVideo.tone(folder.resolve("tone.wav"), 4, 44_100, 2);
        VideoFormat format = new VideoFormat(144, 128, 25, Optional.of(tone));
        Path file = DrawnVideo.write(folder.resolve("a.mp4"), format, DrawnVideo.even(100));
        String output = inItsOwnJvm(
                "-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch", "-cp", CLASS_PATH, Growing.class.getName(), file, folder);
        // one picture a frame would be 110 MB
        assertThat(Long.parseLong(output.strip())).isLessThan(32L << 20);
    }

    /** Prints by how many bytes resident memory grew while a video was copied 20 times, after 8 that do not count. */
    static final class Growing {
        private Growing() {}

        public static void main(String[] arguments) throws IOException {
            Path file = Path.of(arguments[0]);
            Path to = Path.of(arguments[1]).resolve("copy.mp4");
            copied(file, to, 8);
            long before = residentBytes();
            copied(file, to, 20);
            System.out.println(residentBytes() - before);
        }
    }

    private static long residentBytes() throws IOException {
        System.gc();
        String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ");
        return 4096 * Long.parseLong(pages[1]);
    }

    /** A JVM of its own reads a damaged file: nothing of FFmpeg's and OpenH264's logs reaches its terminal. */
    @Test
    void nothingIsPrinted() throws IOException, InterruptedException {
        Path file = DrawnVideo.write(folder.resolve("a.mp4"), Optional.empty(), DrawnVideo.even(50));
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 2000, (byte) 0x55);
        Files.write(file, Arrays.copyOf(bytes, bytes.length * 8 / 10));
        String output = inItsOwnJvm("-cp", CLASS_PATH, Copying.class.getName(), file, folder.resolve("copy.mp4"));
        assertThat(output).isEmpty();
        assertThat(VideoProbe.read(folder.resolve("copy.mp4"))).hasSizeGreaterThan(5);
    }

    /** What it printed on either stream, without what a JVM says of its options; it has to end well. */
    private static String inItsOwnJvm(Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED"));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().filter(line -> !line.startsWith("Picked up")).collect(Collectors.joining("\n"));
    }

    /** Reads a video and writes as many pictures. */
    static final class Copying {
        private Copying() {}

        public static void main(String[] arguments) {
            VideoProbe.copy(Path.of(arguments[0]), Path.of(arguments[1]));
        }
    }

    private static void copied(Path file, Path to, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(VideoProbe.copy(file, to)).isEmpty();
        }
    }
}
