package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One version stands in every file that names it. */
class VersionTest {
    private static final Path CHECKOUT = Path.of("..");
    private static final String OF_PARENT = "<artifactId>mien-parent</artifactId>\\s*<version>([^<]+)</version>";

    @Test
    void theModulesNameTheParentsVersion() throws IOException {
        for (String module : List.of("core", "recognition", "media", "training", "experiment", "server", "app")) {
            assertThat(found(module + "/pom.xml", OF_PARENT)).as(module).isEqualTo(version());
        }
    }

    @Test
    void readmeExamplesAndTagNameIt() throws IOException {
        String ofModule = "<artifactId>mien-recognition</artifactId>.*?<version>([^<]+)</version>";
        assertThat(found("README.md", ofModule)).isEqualTo(version());
        assertThat(found("examples/application/pom.xml", ofModule)).isEqualTo(version());
        assertThat(found("examples/pom.xml", "<mien.version>([^<]+)</mien.version>"))
                .isEqualTo(version());
        assertThat(found("pom.xml", "<tag>v([^<]+)</tag>")).isEqualTo(version());
    }

    /** JMH's pom is no module of Mien's. Its version does not follow. */
    @Test
    void noOtherPomNamesIt() throws IOException {
        try (Stream<Path> files = Files.walk(CHECKOUT.resolve("benchmarks"))) {
            assertThat(files.filter(
                            file -> file.endsWith("pom.xml") && !file.toString().contains("/target/")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file).content().doesNotContain("<version>" + version() + "<"));
        }
    }

    @Test
    void theChangelogBeginsWithIt() throws IOException {
        assertThat(found("CHANGELOG.md", "^## ([0-9.]+) - \\d{4}-\\d{2}-\\d{2}$"))
                .isEqualTo(version());
    }

    private static String version() throws IOException {
        return found("pom.xml", OF_PARENT);
    }

    /** What the only group of the first match holds. */
    private static String found(String file, String form) throws IOException {
        String text = Files.readString(CHECKOUT.resolve(file));
        return Pattern.compile(form, Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " has no match of " + form));
    }
}
