package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No line of Java or Markdown is longer than 120 characters. The formatter wraps only code. */
class SourceLinesTest {
    private static final int LONGEST = 120;
    private static final Path CHECKOUT = Path.of("..");

    /** Lines that are wrapped otherwise, or not at all: headings, tables, quotations, elements of HTML, pictures. */
    private static final Pattern NO_PROSE = Pattern.compile("\\s*(#|\\||>|<|!\\[).*");

    /** Links and spans of code, which stay in one line. */
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\([^)]*\\)|`[^`]*`|https?:\\S+");

    @ParameterizedTest
    @CsvSource({
        "core, 20",
        "recognition, 20",
        "media, 20",
        "training, 20",
        "experiment, 20",
        "server, 20",
        "app, 20",
        "benchmarks, 5",
        "examples, 3",
        "tools, 1"
    })
    void noLineOfJavaIsTooLong(String folder, int least) throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> files = files(folder, ".java");
        for (Path file : files) {
            found.addAll(longLines(file));
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(least);
        assertThat(found).isEmpty();
    }

    @Test
    void noLineOfProseIsTooLong() throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> root = Files.list(CHECKOUT)) {
            root.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        for (String folder : List.of("docs", "benchmarks", "examples", "golden")) {
            pages.addAll(files(folder, ".md"));
        }
        List<String> found = new ArrayList<>();
        for (Path page : pages) {
            found.addAll(longProse(page));
        }
        assertThat(pages).hasSizeGreaterThan(15);
        assertThat(found).isEmpty();
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> tree = Files.walk(CHECKOUT.resolve(folder))) {
            return tree.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> StreamSupport.stream(file.spliterator(), false)
                            .noneMatch(part -> part.toString().equals("target")))
                    .toList();
        }
    }

    /** Without lines of one link or one span of code, which nothing breaks. */
    private static List<String> longProse(Path page) throws IOException {
        List<String> found = new ArrayList<>();
        boolean code = false;
        List<String> lines = Files.readAllLines(page);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            code ^= line.strip().startsWith("```");
            boolean prose = !code && !NO_PROSE.matcher(line).matches();
            boolean breakable = LINK.matcher(line.strip()).replaceAll("x").contains(" ");
            if (prose && line.length() > LONGEST && breakable) {
                found.add(page + ":" + (i + 1) + ": " + line.strip());
            }
        }
        return found;
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
