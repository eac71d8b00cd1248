package dev.mien.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.dataset.Dataset;
import dev.mien.dataset.Usage;
import dev.mien.synthetic.SyntheticFaces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shards of a WebDataset. */
class TarFacesTest {
    @TempDir
    private Path folder;

    private final Dataset faces = SyntheticFaces.draw(3, 5);

    @Test
    void shardsAreReadWhateverTheOrderOfTheirEntries() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            DrawnFer2013.entry(tar, "a.png", DrawnFer2013.png(faces, 0));
            DrawnFer2013.entry(tar, "b.cls", "6\n".getBytes(StandardCharsets.UTF_8));
            DrawnFer2013.entry(tar, "a.cls", "4".getBytes(StandardCharsets.UTF_8));
            DrawnFer2013.entry(tar, "a.json", "{}".getBytes(StandardCharsets.UTF_8));
            DrawnFer2013.entry(tar, "b.png", DrawnFer2013.png(faces, 1));
        }
        RawFaces raw = new RawFaces();
        TarFaces.read(Files.write(folder.resolve("0.tar"), out.toByteArray()), Usage.TRAINING, raw);
        assertThat(raw.counts().get(Usage.TRAINING)).containsExactly(0, 0, 0, 0, 1, 0, 1);
        Dataset read = raw.decode("tar", LabelOrder.FOLDERS);
        assertThat(read.emotion(0).label()).isEqualTo("neutral");
        assertThat(read.pixel(1, 20, 30)).isEqualTo(faces.pixel(1, 20, 30));
    }

    @ParameterizedTest
    @CsvSource({
        "a.jpg,4,'has no .cls beside its picture'",
        "a.cls,4,'has no picture beside its .cls'",
        "a.cls,happy,\"a.cls holds 'happy', expected the number of a class\""
    })
    void aSampleThatLacksAFileIsNamed(String name, String content, String message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            DrawnFer2013.entry(tar, name, content.getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(folder.resolve("0.tar"), out.toByteArray());
        assertThatThrownBy(() -> TarFaces.read(file, Usage.TRAINING, new RawFaces()))
                .isInstanceOf(NotFer2013Exception.class)
                .hasMessageContaining("0.tar, a")
                .hasMessageContaining(message.replace("\"", ""));
    }

    @Test
    void aCutShardIsNamed() throws IOException {
        byte[] whole = DrawnFer2013.shard(faces, 0, 3);
        Path file = Files.write(folder.resolve("0.tar"), Arrays.copyOf(whole, 1900));
        assertThatThrownBy(() -> TarFaces.read(file, Usage.TRAINING, new RawFaces()))
                .isInstanceOf(NotFer2013Exception.class)
                .hasMessageContaining("0.tar is damaged or not a tar file");
    }

    @Test
    void classNamesMustBeTheSevenEmotions() throws IOException {
        Path file = Files.writeString(folder.resolve("classnames.txt"), "angry\nhappy\n");
        assertThatThrownBy(() -> TarFaces.readClassNames(file, new RawFaces()))
                .isInstanceOf(NotFer2013Exception.class)
                .hasMessageContaining("classnames.txt names the classes [angry, happy], expected the seven emotions");
    }
}
