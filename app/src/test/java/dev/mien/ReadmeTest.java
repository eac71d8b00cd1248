package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the README's Java, on drawn faces and the small recipe in the place of FER2013 and an hour. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void theLibrarySnippetCompilesAndRuns() throws IOException, ReflectiveOperationException {
        Path csv = Fer2013Files.write(folder.resolve("faces.csv"), 210);
        String snippet = snippet()
                .replace("\"fer2013.csv\"", "\"" + csv.toString().replace("\\", "\\\\") + "\"")
                .replace("Recipes.named(\"article\")", "Recipes.named(\"small\").withDuration(1, 1)");
        Path source = folder.resolve("Snippet.java");
        Files.writeString(source, IMPORTS + "public class Snippet { public static void run() {\n" + snippet + "}}\n");
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        errors,
                        errors,
                        "-proc:none",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(code).as(errors.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(run()).contains("precision    recall  f1-score   support").contains("macro avg");
    }

    private static final String IMPORTS =
            "import dev.mien.dataset.*; import dev.mien.evaluation.*; import dev.mien.training.*;"
                    + " import java.nio.file.Path; import java.util.List;\n";

    private static String snippet() throws IOException {
        Matcher matcher = JAVA.matcher(Files.readString(README));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private String run() throws IOException, ReflectiveOperationException {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, ReadmeTest.class.getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass("Snippet").getMethod("run").invoke(null);
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
