package dev.mien.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileNamesTest {
    @TempDir
    private Path folder;

    @Test
    void namesInUtf8StayAsTheyAre() {
        for (String name : new String[] {"a.jpg", "Отпуск у моря.gif", "👩.png", "a b%20\\x", "../up"}) {
            assertThat(FileNames.of(Path.of(name))).isEqualTo(name);
            assertThat(FileNames.parse(name)).isEqualTo(Path.of(name));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void otherBytesAreKept() throws IOException {
        assumeTrue(StandardCharsets.UTF_8.name().equals(System.getProperty("sun.jnu.encoding")));
        Path odd = Path.of(URI.create(folder.toUri() + "caf%e9%20%c3%a9%ff.jpg"));
        Files.writeString(odd, "one");
        String name = folder + "/caf\\xe9 é\\xff.jpg";
        assertThat(FileNames.of(odd)).isEqualTo(name);
        assertThat(FileNames.parse(name)).isEqualTo(odd).hasContent("one");
        assertThat(FileNames.of(odd.getFileName())).isEqualTo("caf\\xe9 é\\xff.jpg");
        Path relative = Path.of("").toAbsolutePath().relativize(odd);
        assertThat(FileNames.parse(FileNames.of(relative))).isEqualTo(relative).hasContent("one");
    }

    @Test
    void aNameThatLooksLikeAnEscapeIsItself() throws IOException {
        Path file = Files.writeString(folder.resolve("a\\xff"), "plain");
        assertThat(FileNames.parse(file.toString())).hasContent("plain");
    }

    @Test
    void argumentsKeepTheirBytes() {
        byte[] line = "java\0-cp\0x\0Main\0recognize\0caf\u00e9\0b\0".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(FileNames.arguments(line, "recognize", "caf\ufffd", "b"))
                .containsExactly("recognize", "caf\\xe9", "b");
        assertThat(FileNames.arguments("a", "b")).containsExactly("a", "b");
    }
}
