package dev.mien.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each command line of the pages has a command and options that exist, with values that they take. */
class DocumentedCommandsTest {
    private static final String PROGRAM = "./mien ";

    static List<String> commands() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("..", "README.md")));
        try (Stream<Path> files = Files.list(Path.of("..", "docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        List<String> commands = new ArrayList<>();
        for (Path page : pages) {
            Files.readAllLines(page).stream()
                    .filter(line -> line.startsWith(PROGRAM))
                    .map(line -> line.substring(PROGRAM.length()).replaceFirst("\\s+#.*", ""))
                    .forEach(commands::add);
        }
        assertThat(commands).hasSizeGreaterThan(20);
        return commands;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aDocumentedCommandIsUnderstood(String command) {
        assertThatCode(() -> Main.commandLine().parseArgs(command.strip().split("\\s+")))
                .doesNotThrowAnyException();
    }
}
