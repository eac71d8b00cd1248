package dev.mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.drawing.Pngs;
import dev.mien.testing.Processes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Output whose reader has gone, and output that is lost. */
class OutputWriterTest {
    @TempDir
    private Path folder;

    private static final class Failing extends OutputStream {
        private final String reason;

        Failing(String reason) {
            this.reason = reason;
        }

        @Override
        public void write(int value) throws IOException {
            throw new IOException(reason);
        }
    }

    private static String messages(String reason, boolean pipe, int expected, String... words) {
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(OutputWriter.to(new Failing(reason), () -> pipe));
        line.setErr(new PrintWriter(err));
        assertThat(Main.finished(line, line.execute(words))).isEqualTo(expected);
        return err.toString();
    }

    @Test
    void aClosedPipeIsNoFailureInAnyLanguage() {
        for (String[] words : new String[][] {{"--help"}, {"summary"}, {"--version"}}) {
            assertThat(messages("Broken pipe", false, Main.DONE, words)).isEmpty();
            assertThat(messages("Datenübergabe unterbrochen", true, Main.DONE, words))
                    .isEmpty();
            assertThat(messages("No space left on device", false, Main.FAILED, words))
                    .contains("cannot write the output");
        }
    }

    @Test
    void aBatchEndsQuietlyWhenItsReaderHasGone() throws IOException {
        Files.write(folder.resolve("a.png"), Pngs.encode(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB)));
        Files.write(folder.resolve("b.png"), Pngs.encode(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB)));
        String[] words = {"recognize", folder.toString(), "--format", "jsonl"};
        assertThat(messages("Broken pipe", false, Main.DONE, words)).isEmpty();
        assertThat(messages("No space left on device", false, Main.FAILED, words))
                .contains("cannot write the answers: standard output is closed, or its disk is full");
    }

    /** The real thing: a shell's pipe to a reader that wants one line. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void headTakesOneLineAndNobodyComplains() throws IOException, InterruptedException {
        for (int i = 0; i < 40; i++) {
            Files.write(folder.resolve(i + ".png"), Pngs.encode(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB)));
        }
        Path errors = folder.resolve("errors.txt");
        String command = Processes.command("recognize", folder, "--format", "jsonl", "--quiet").stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Process shell = new ProcessBuilder(
                        "sh", "-c", "{ " + command + " 2>" + errors + "; echo $? >>" + errors + "; } | head -n 1")
                .start();
        String out = new String(shell.getInputStream().readAllBytes());
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(out.lines()).hasSize(1);
        assertThat(errors).hasContent("0");
    }
}
