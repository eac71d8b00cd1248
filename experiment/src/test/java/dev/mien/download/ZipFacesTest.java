package dev.mien.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.dataset.Dataset;
import dev.mien.dataset.Usage;
import dev.mien.synthetic.SyntheticFaces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The zip of Kaggle. */
class ZipFacesTest {
    @TempDir
    private Path folder;

    private final Dataset faces = SyntheticFaces.draw(3, 5);

    private Path zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return Files.write(folder.resolve("fer2013.zip"), out.toByteArray());
    }

    @Test
    void namesInAZipSayClassAndPart() throws IOException {
        byte[] png = DrawnFer2013.png(faces, 2);
        RawFaces raw = new RawFaces();
        ZipFaces.read(
                zip(Map.of(
                        "train/happy/anything.png", png,
                        "archive/test/sad/PublicTest_3.png", png,
                        "test/neutral/PrivateTest_4.png", png,
                        "__MACOSX/train/happy/._anything.png", png,
                        "readme.txt", png)),
                raw);
        Dataset read = raw.decode("zip", LabelOrder.CSV);
        assertThat(read.labels()).containsExactly(3, 4, 6);
        assertThat(read.usage(1)).contains(Usage.PUBLIC_TEST);
        assertThat(read.usage(2)).contains(Usage.PRIVATE_TEST);
    }

    @ParameterizedTest
    @CsvSource({
        "test/sad/im0.jpg,the tests cannot be told apart",
        "train/bored/a.jpg,its folder's name is not an emotion",
        "train/sad/a.jpg,not an image (JPEG"
    })
    void aZipThatIsNotAsKnownIsRefused(String name, String message) throws IOException {
        Path file = zip(Map.of(name, new byte[] {1, 2, 3}));
        RawFaces raw = new RawFaces();
        assertThatThrownBy(() -> {
                    ZipFaces.read(file, raw);
                    raw.decode("zip", LabelOrder.CSV);
                })
                .isInstanceOf(NotFer2013Exception.class)
                .hasMessageContaining(name)
                .hasMessageContaining(message);
    }

    @Test
    void aCutZipIsNamed() throws IOException {
        Path file = zip(Map.of("train/sad/a.jpg", new byte[1000]));
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 60));
        assertThatThrownBy(() -> ZipFaces.read(file, new RawFaces()))
                .isInstanceOf(NotFer2013Exception.class)
                .hasMessageContaining("fer2013.zip is damaged or not a zip file");
    }
}
