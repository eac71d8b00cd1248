package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The programs of the benchmarks and the examples stand outside of the modules, so that no build notices when they no
 * longer fit.
 */
class BenchmarksTest {
    private static final List<Path> FOLDERS = List.of(Path.of("..", "benchmarks"), Path.of("..", "examples"));

    @TempDir
    private Path classes;

    /** All but JMH's, which Maven compiles. */
    static List<Path> programs() throws IOException {
        List<Path> programs = new ArrayList<>();
        for (Path folder : FOLDERS) {
            try (Stream<Path> files = Files.walk(folder)) {
                List<Path> found = files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> Stream.of("jmh", "target").noneMatch(name -> contains(file, name)))
                        .toList();
                assertThat(found).as("programs in " + folder).hasSizeGreaterThan(3);
                programs.addAll(found);
            }
        }
        return programs;
    }

    private static boolean contains(Path file, String folder) {
        return Stream.iterate(file, path -> path.getParent() != null, Path::getParent)
                .anyMatch(path -> path.endsWith(folder));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aProgramCompiles(Path program) {
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
