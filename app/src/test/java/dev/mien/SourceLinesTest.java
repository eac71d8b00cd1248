package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No line of Java is longer than 120 characters. The formatter wraps code, but neither comments nor strings. */
class SourceLinesTest {
    private static final int LONGEST = 120;

    @ParameterizedTest
    @ValueSource(strings = {"core", "recognition", "media", "experiment", "app"})
    void noLineIsTooLong(String module) throws IOException {
        List<String> found = new ArrayList<>();
        int files = 0;
        try (Stream<Path> tree = Files.walk(Path.of("..", module, "src"))) {
            for (Path file :
                    tree.filter(path -> path.toString().endsWith(".java")).toList()) {
                files++;
                found.addAll(longLines(file));
            }
        }
        assertThat(files).isGreaterThan(20);
        assertThat(found).isEmpty();
    }

    /** Without those of text blocks, and those of words that nothing can break, such as addresses. */
    private static List<String> longLines(Path file) throws IOException {
        List<String> found = new ArrayList<>();
        boolean block = false;
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            block ^= line.split("\"\"\"", -1).length % 2 == 0;
            if (line.length() > LONGEST && !block && line.strip().contains(" ")) {
                found.add(file + ":" + (i + 1) + ": " + line.strip());
            }
        }
        return found;
    }
}
