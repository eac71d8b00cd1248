package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.testing.DocumentedJava;
import dev.mien.testing.DrawnPhoto;
import dev.mien.testing.Fer2013Files;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the README's Java, on drawn faces and the small recipe in the place of FER2013 and an hour. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");

    @TempDir
    private Path folder;

    @Test
    void theLibrarySnippetCompilesAndRuns() throws IOException, ReflectiveOperationException {
        Path csv = Fer2013Files.write(folder.resolve("faces.csv"), 210);
        String snippet = snippet("EmotionClassifier")
                .replace("\"fer2013.csv\"", "\"" + csv.toString().replace("\\", "\\\\") + "\"")
                .replace("Recipes.named(\"article\")", "Recipes.named(\"small\").withDuration(1, 1)");
        assertThat(run(snippet))
                .contains("precision    recall  f1-score   support")
                .contains("macro avg");
    }

    @Test
    void theRecognitionSnippetCompilesAndRuns() throws IOException, ReflectiveOperationException {
        Path photo = DrawnPhoto.write(folder.resolve("photo.png"));
        String snippet = snippet("EmotionRecognizer")
                .replace("\"photo.jpg\"", "\"" + photo.toString().replace("\\", "\\\\") + "\"");
        assertThat(run(snippet)).matches("[A-Z]+ 0\\.\\d+ Box\\[x=.*]\\R");
    }

    private String run(String snippet) throws IOException, ReflectiveOperationException {
        String source = IMPORTS + "public class Snippet { public static void run() {\n" + snippet + "}}\n";
        DocumentedJava.compile(Map.of("Snippet", source), folder);
        return run();
    }

    private static final String IMPORTS =
            "import dev.mien.dataset.*; import dev.mien.evaluation.*; import dev.mien.recognition.*; import"
                    + " dev.mien.training.*; import java.nio.file.Path; import java.util.List;\n";

    /** The one block that uses a class. */
    private static String snippet(String user) throws IOException {
        List<String> blocks = DocumentedJava.blocks(README).stream()
                .filter(block -> block.contains(user))
                .toList();
        assertThat(blocks).as("blocks of Java with " + user).hasSize(1);
        return blocks.get(0);
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
