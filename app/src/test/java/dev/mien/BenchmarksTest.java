package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The benchmarks' programs stand outside of the modules, so that no build notices when they no longer fit them. */
class BenchmarksTest {
    private static final Path FOLDER = Path.of("..", "benchmarks");

    @TempDir
    private Path classes;

    /** All but JMH's, which Maven compiles. */
    static List<Path> programs() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<Path> programs = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> Stream.of("jmh", "target").noneMatch(name -> contains(file, name)))
                    .toList();
            assertThat(programs).hasSizeGreaterThan(5);
            return programs;
        }
    }

    private static boolean contains(Path file, String folder) {
        return Stream.iterate(file, path -> path.getParent() != null, Path::getParent)
                .anyMatch(path -> path.endsWith(folder));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aBenchmarkCompiles(Path program) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of(
                                "-proc:none",
                                "-d",
                                classes.toString(),
                                "-sourcepath",
                                String.valueOf(program.getParent()),
                                "-cp",
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(program))
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }
}
