package dev.mien.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.MienException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** ONNX Runtime's library cannot be unpacked: the disk is full, or the folder is not there. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no limit on the size of files there")
class OnnxUnpackingTest {
    @TempDir
    private Path folder;

    static final class Opener {
        private Opener() {}

        public static void main(String[] arguments) {
            try {
                EmotionModel.bundled().close();
            } catch (MienException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    /** What the program prints, errors too, if files may have so many blocks of 512 bytes. */
    private String output(Path temporary, int blocks) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(List.of(
                        "sh",
                        "-c",
                        "ulimit -f " + blocks + "; exec \"$0\" \"$@\"",
                        java.toString(),
                        "-XX:-UsePerfData",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Opener.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return withoutWarnings(Files.readString(output, StandardCharsets.UTF_8));
    }

    /** Newer versions of Java warn of native code and of a folder that is missing. */
    private static String withoutWarnings(String output) {
        return output.lines()
                .filter(line -> !line.startsWith("WARNING: ") && !line.isEmpty())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void aDiskWithoutRoomIsNamedWithoutATrace() throws IOException, InterruptedException {
        assertThat(output(folder, 1000))
                .isEqualTo("ONNX Runtime's native library cannot be loaded: File too large. Java unpacks it to the"
                        + " folder " + folder + ", which must be writable and allow programs to run. The system"
                        + " property java.io.tmpdir names another folder\n");
    }

    @Test
    void aFolderThatIsMissingIsNamedWithoutATrace() throws IOException, InterruptedException {
        Path missing = folder.resolve("missing");
        assertThat(output(missing, 1_000_000))
                .startsWith(
                        "ONNX Runtime's native library cannot be loaded: no such file. Java unpacks it to the folder "
                                + missing + ", ")
                .doesNotContain("\tat ");
    }
}
