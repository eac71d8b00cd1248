package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that complete commands, in the shells themselves where they are installed. */
@DisabledOnOs(OS.WINDOWS)
class CompletionCommandTest {
    @TempDir
    private Path folder;

    private Path script(String shell) throws IOException {
        return Files.writeString(
                folder.resolve("mien." + shell),
                mien("generate-completion", shell).requireDone().out());
    }

    private static String run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return out;
    }

    private static boolean isInstalled(String shell) {
        return List.of("/bin", "/usr/bin", "/usr/local/bin").stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, shell)));
    }

    @Test
    void bashCompletesCommandsOptionsAndValues() throws IOException, InterruptedException {
        assumeTrue(isInstalled("bash"), "bash is not installed");
        String loaded = "source " + script("bash") + "; complete_it() { COMP_WORDS=(\"$@\");"
                + " COMP_CWORD=$(($# - 1)); _complete_mien 2>/dev/null; echo \"${COMPREPLY[@]}\"; }; ";
        assertThat(run("bash", "-c", loaded + "complete_it mien reco")).contains("recognize");
        assertThat(run("bash", "-c", loaded + "complete_it mien recognize --skip"))
                .isEqualToIgnoringWhitespace("--skip-done");
        assertThat(run("bash", "-c", loaded + "complete_it mien recognize --format j"))
                .contains("json", "jsonl")
                .doesNotContain("csv");
    }

    @Test
    void zshLoadsTheSameScript() throws IOException, InterruptedException {
        assumeTrue(isInstalled("zsh"), "zsh is not installed");
        assertThat(run(
                        "zsh",
                        "-fc",
                        "autoload -U compinit; compinit -u; source " + script("zsh") + "; print -r -- ${_comps[mien]}"))
                .contains("_complete_mien");
    }

    @Test
    void fishHasALineForEachCommandAndOption() throws IOException, InterruptedException {
        Path script = script("fish");
        assertThat(script)
                .content()
                .contains("complete -c mien -n 'not __fish_seen_subcommand_from train ")
                .contains(" -f -a 'recognize' -d 'Finds the faces in photos and videos and reads their emotions.'")
                .contains("complete -c mien -n '__fish_seen_subcommand_from recognize' -l format -r -f -a 'text json"
                        + " jsonl csv'")
                .contains("-s o -l out -r");
        assumeTrue(isInstalled("fish"), "fish is not installed");
        assertThat(run("fish", "-c", "source " + script + "; complete -C 'mien reco'"))
                .contains("recognize\tFinds the faces");
        assertThat(run("fish", "-c", "source " + script + "; complete -C 'mien recognize --skip'"))
                .contains("--skip-done");
        assertThat(run("fish", "-c", "source " + script + "; complete -C 'mien data download --fr'"))
                .contains("--from");
    }

    @Test
    void anotherShellIsRefused() {
        mien("generate-completion", "tcsh").requireMistake("tcsh", "BASH, ZSH, FISH");
    }
}
