package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is the same for all commands. */
class MainTest {
    @TempDir
    private Path folder;

    @Test
    void helpAndVersionAreAnswers() {
        assertThat(mien("--help").out()).contains("train", "study", "evaluate", "summary", "data");
        assertThat(mien("--version").out()).startsWith("mien ");
        assertThat(mien().out()).contains("Usage: mien");
        assertThat(mien("trian").code()).isEqualTo(2);
        assertThat(mien("trian").err()).contains("trian").contains("Did you mean train");
        assertThat(mien("train", "--batc", 3).err())
                .contains("Did you mean --batch")
                .doesNotContain("Possible");
    }

    /** The list of commands shows the first line alone. */
    @Test
    void theFirstLineOfEveryDescriptionIsASentence() {
        List<String> first = new ArrayList<>();
        collect(Main.commandLine(), first);
        assertThat(first).hasSizeGreaterThan(12).allMatch(line -> line.matches("(?s)[A-Z].*\\."));
    }

    private static void collect(CommandLine command, List<String> first) {
        String[] description = command.getCommandSpec().usageMessage().description();
        assertThat(description).as(command.getCommandName()).isNotEmpty();
        if (!command.getCommandName().equals("help")) { // picocli's own
            first.add(description[0]);
        }
        command.getSubcommands().values().forEach(sub -> collect(sub, first));
    }

    @Test
    void theTraceIsShownOnRequest() {
        assertThat(mien("--verbose", "train", "--data", "nowhere.csv").err()).contains("\tat dev.mien.");
    }
}
