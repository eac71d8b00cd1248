package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No string outside the package of the command line names an option, the launcher, or a variable that it reads. */
class LibraryWordsTest {
    private static final String OPTION = "(^|[\\s'(\"\\[=,])--[a-z]";
    private static final String JAVA_OPTION = "(^|[\\s'(\"])-(X[a-z]{2}|XX:|D[a-z][a-z.]*=)";
    private static final String LAUNCHER =
            "\\./mien|\\b[Mm]ien (train|recognize|evaluate|report|export|doctor|data)\\b";
    private static final String OTHER_PROGRAM = "\\bmvn ";
    private static final String VARIABLE = "MIEN_[A-Z_]+|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS";
    private static final String COMMAND = "\\b[Cc]ommands?\\b";

    /** Every way to speak of the command line. */
    private static final Pattern COMMAND_LINE =
            Pattern.compile(String.join("|", OPTION, JAVA_OPTION, LAUNCHER, OTHER_PROGRAM, VARIABLE, COMMAND));

    /** The only package that may name options. */
    private static final String COMMAND_LINE_PACKAGE = "dev.mien.cli";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.mien");

    @Test
    void noLibrarySpeaksTheCommandLine() throws IOException {
        List<String> found = new ArrayList<>();
        int strings = 0;
        for (JavaClass type : CLASSES) {
            if (!type.getPackageName().equals(COMMAND_LINE_PACKAGE)) {
                for (String text : strings(type)) {
                    strings++;
                    if (COMMAND_LINE.matcher(text).find()) {
                        found.add(type.getName() + ": " + text);
                    }
                }
            }
        }
        assertThat(strings).isGreaterThan(1500);
        assertThat(found).isEmpty();
    }

    @Test
    void theCommandLineIsFoundWhereItIsSpoken() throws IOException {
        List<String> words = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            if (type.getPackageName().equals(COMMAND_LINE_PACKAGE)) {
                words.addAll(strings(type));
            }
        }
        for (String part : List.of("--recursive", "./mien train", "MIEN_JAVA_OPTIONS")) {
            assertThat(words)
                    .anyMatch(text ->
                            text.contains(part) && COMMAND_LINE.matcher(text).find());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "use --limit",
                "('--limit')",
                "--limit",
                "run './mien train'",
                "MIEN_JAVA_OPTIONS=-Xmx8g",
                "build with -Djavacpp.platform=x",
                "give Java more (-Xmx)",
                "-XX:+UseSerialGC",
                "run mvn package",
                "[--force]",
                "a=--x",
                "--a,--b",
                "x,--b",
                "Mien train wrote it",
                "mien export writes one",
                "another command",
                "Commands"
            })
    void whatIsSought(String text) {
        assertThat(COMMAND_LINE.matcher(text).find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a - b", "| --- | --- |", "mien_format", "2026--11", "Mien trains", "x-Dax=1", "recommended"})
    void whatIsNotSought(String text) {
        assertThat(COMMAND_LINE.matcher(text).find()).isFalse();
    }

    /** The string constants of a class, including those of concatenations (Java Virtual Machine Specification, 4.4). */
    private static List<String> strings(JavaClass type) throws IOException {
        try (InputStream file = type.getSource().orElseThrow().getUri().toURL().openStream();
                DataInputStream data = new DataInputStream(file)) {
            data.skipNBytes(8);
            int count = data.readUnsignedShort();
            String[] texts = new String[count];
            List<Integer> strings = new ArrayList<>();
            for (int i = 1; i < count; i++) {
                int tag = data.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts[i] = data.readUTF();
                    case 8 -> strings.add(data.readUnsignedShort());
                    case 7, 16, 19, 20 -> data.skipNBytes(2);
                    case 15 -> data.skipNBytes(3);
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> data.skipNBytes(4);
                    case 5, 6 -> {
                        data.skipNBytes(8);
                        i++;
                    }
                    default -> throw new IOException(type.getName() + " has a constant of kind " + tag);
                }
            }
            return strings.stream().map(index -> texts[index]).toList();
        }
    }
}
