package dev.mien.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.testing.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Progress on a real pseudo-terminal, which util-linux's {@code script} makes. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "script has other options elsewhere")
class PseudoTerminalTest {
    @TempDir
    private Path folder;

    /** A program for a shell that shows progress, with what the launcher finds out. */
    private static String program(int pause) {
        List<String> words = new ArrayList<>(Processes.command());
        words.remove(words.size() - 1);
        words.addAll(List.of(ShownProgress.class.getName(), Integer.toString(pause)));
        words.addAll(1, List.of("-XX:TieredStopAtLevel=1", "-Dmien.terminal.messages=$messages"));
        return "messages=false; if [ -t 2 ]; then messages=true; fi; "
                + String.join(" ", words.stream().map(word -> '"' + word + '"').toList());
    }

    /** Everything that a terminal gets while a shell runs a line. */
    private String terminal(String line, Map<String, String> variables) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("line.sh"), line);
        Path typescript = folder.resolve("screen");
        ProcessBuilder builder = new ProcessBuilder("script", "-qefc", "sh " + script, typescript.toString());
        builder.environment().putAll(variables);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String screen = Files.readString(typescript, UTF_8);
        assertThat(screen).contains("done");
        return screen.replaceAll("^Script started[^\n]*\n|\nScript done[^\n]*\n$", "");
    }

    private String terminal(String line) throws IOException, InterruptedException {
        return terminal(line, Map.of("TERM", "xterm-256color", "NO_COLOR", ""));
    }

    /** What the terminal shows in its lines, one draft after the other. */
    private static List<String> drafts(String screen) {
        return Arrays.stream(screen.split("[\r\n]"))
                .map(line -> line.replaceAll("\u001b\\[[0-9;]*[A-Za-z]", ""))
                .filter(line -> line.contains("%"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 120})
    void theBarFitsItsTerminalAndTakesNoNewLine(int columns) throws IOException, InterruptedException {
        String screen = terminal("stty cols " + columns + "; " + program(60));
        List<String> drafts = drafts(screen);
        assertThat(drafts).hasSizeGreaterThan(5).allMatch(line -> line.length() < columns);
        assertThat(drafts.stream().mapToInt(String::length).max().orElse(0)).isGreaterThan(columns / 2);
        assertThat(drafts.stream().anyMatch(line -> line.contains("images/s"))).isEqualTo(columns == 120);
        assertThat(drafts.stream().anyMatch(line -> line.contains("accuracy"))).isEqualTo(columns >= 80);
        assertThat(screen.chars().filter(letter -> letter == '\n').count())
                .as(screen)
                .isEqualTo(1);
    }

    @Test
    void theBarFollowsAResize() throws IOException, InterruptedException {
        String drawn = "for i in $(seq 300); do grep -aq % " + folder.resolve("screen") + " && break; sleep 0.1; done";
        String screen = terminal("stty cols 120; (" + drawn + "; stty cols 40 </dev/tty) & " + program(300));
        List<String> drafts = drafts(screen);
        assertThat(drafts.get(0).length()).isBetween(60, 119);
        assertThat(drafts.subList(drafts.size() - 10, drafts.size())).allMatch(line -> line.length() < 40);
    }

    @Test
    void noColorAndADumbTerminalAreRespected() throws IOException, InterruptedException {
        String plain = terminal("stty cols 80; " + program(30), Map.of("TERM", "xterm", "NO_COLOR", "1"));
        assertThat(plain).contains("epoch 1/60", "\u001b[K").doesNotContain("\u001b[33m");
        String dumb = terminal("stty cols 80; " + program(30), Map.of("TERM", "dumb"));
        assertThat(dumb).doesNotContain("\u001b", "epoch 1/60");
    }

    /** The bar goes to standard error, so only that decides. */
    @Test
    void aFileOfErrorsHasNoBarAndAFileOfAnswersLeavesIt() throws IOException, InterruptedException {
        Path errors = folder.resolve("errors");
        terminal(program(30).replace("if [ -t 2 ]", "exec 2>" + errors + "; if [ -t 2 ]"));
        assertThat(errors).isEmptyFile();
        Path answers = folder.resolve("answers");
        String screen = terminal(program(30) + " >" + answers + "; cat " + answers);
        assertThat(drafts(screen)).isNotEmpty();
        assertThat(answers).content().contains("done").doesNotContain("%", "\r");
    }
}
