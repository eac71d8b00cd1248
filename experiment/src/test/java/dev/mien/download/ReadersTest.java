package dev.mien.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.dataset.Dataset;
import dev.mien.dataset.Usage;
import dev.mien.synthetic.SyntheticFaces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parquet, tar and zip, as the sources write them and in forms that they may take. */
class ReadersTest {
    @TempDir
    private Path folder;

    private final Dataset faces = SyntheticFaces.draw(3, 5);

    /** {@code golden/parquet.py} says what the pictures are. */
    private void requireFormulas(Dataset read) {
        assertThat(read.size()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            for (int y = 0; y < 48; y++) {
                for (int x = 0; x < 48; x++) {
                    assertThat(read.pixel(i, x, y)).isEqualTo((7 * x + i * x * y) % 256);
                }
            }
        }
    }

    private Path golden(String name) throws IOException {
        try (InputStream in = ReadersTest.class.getResourceAsStream("/golden/parquet/" + name)) {
            return Files.write(folder.resolve(name), in.readAllBytes());
        }
    }

    @Test
    void parquetOfHuggingFacesLibraryIsReadToThePixel() throws IOException {
        RawFaces raw = new RawFaces();
        ParquetFaces.read(golden("numbers.parquet"), Usage.PUBLIC_TEST, raw);
        assertThat(raw.orders()).isEqualTo(LabelOrder.IN_CIRCULATION);
        Dataset read = raw.decode("golden", LabelOrder.CSV);
        requireFormulas(read);
        assertThat(read.labels()).containsExactly(4, 5, 6);
        assertThat(read.usage(0)).contains(Usage.PUBLIC_TEST);
    }

    @Test
    void theNamesInParquetsMetadataSayWhatTheNumbersMean() throws IOException {
        RawFaces raw = new RawFaces();
        ParquetFaces.read(golden("names.parquet"), Usage.TRAINING, raw);
        assertThat(raw.orders()).containsExactly(LabelOrder.FOLDERS);
        Dataset read = raw.decode("golden", raw.orders().get(0));
        requireFormulas(read);
        assertThat(read.emotion(0).label()).isEqualTo("neutral");
        assertThat(read.emotion(1).label()).isEqualTo("sad");
        assertThat(read.emotion(2).label()).isEqualTo("surprise");
    }

    /** A binary column instead of a group, and other names. */
    public record Flat(int cls, Binary face, String file) {}

    /** Two integers, none of them named as a label is. */
    public record Ambiguous(int first, int second, Binary image) {}

    @Test
    void otherColumnsWillDoWhereTheirTypesLeaveNoDoubt() throws IOException {
        List<Flat> rows = List.of(new Flat(3, Binary.fromConstantByteArray(DrawnFer2013.png(faces, 0)), "a.png"));
        Path file = Files.write(folder.resolve("flat"), DrawnFer2013.parquet(Flat.class, rows, folder));
        RawFaces raw = new RawFaces();
        ParquetFaces.read(file, Usage.TRAINING, raw);
        assertThat(raw.decode("flat", LabelOrder.CSV).emotion(0).label()).isEqualTo("happy");
    }

    @Test
    void columnsThatLeaveADoubtAreNamed() throws IOException {
        List<Ambiguous> rows = List.of(new Ambiguous(1, 2, Binary.fromConstantByteArray(new byte[1])));
        Path file = Files.write(folder.resolve("odd"), DrawnFer2013.parquet(Ambiguous.class, rows, folder));
        assertThatThrownBy(() -> ParquetFaces.read(file, Usage.TRAINING, new RawFaces()))
                .isInstanceOf(NotFer2013Exception.class)
                .hasMessageContaining("has the columns [first, second, image]")
                .hasMessageContaining(
                        "expected one of class numbers (an integer) named label or labels or emotion or cls");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5, 2000, 4519})
    void cutParquetIsNamed(int length) throws IOException {
        byte[] whole = Files.readAllBytes(golden("numbers.parquet"));
        Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> ParquetFaces.read(file, Usage.TRAINING, new RawFaces()))
                .isInstanceOf(NotFer2013Exception.class)
                .hasMessageContaining(file + " is no Parquet file or a damaged one")
                .hasMessageContaining("remove it");
    }

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
                .hasMessageContaining("0.tar is no tar file or a damaged one");
    }

    @Test
    void classNamesMustBeTheSevenEmotions() throws IOException {
        Path file = Files.writeString(folder.resolve("classnames.txt"), "angry\nhappy\n");
        assertThatThrownBy(() -> TarFaces.readClassNames(file, new RawFaces()))
                .isInstanceOf(NotFer2013Exception.class)
                .hasMessageContaining("classnames.txt names the classes [angry, happy], expected the seven emotions");
    }

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
        "train/bored/a.jpg,its folder names no emotion",
        "train/sad/a.jpg,no picture in JPEG"
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
                .hasMessageContaining("fer2013.zip is no zip file or a damaged one");
    }

    @Test
    void anotherSizeOfPicturesIsRefused() throws IOException {
        Dataset small = Dataset.of("small", 2, 2, new byte[4], new byte[1]);
        RawFaces raw = new RawFaces();
        raw.add("it", DrawnFer2013.png(small, 0), 0, Usage.TRAINING);
        assertThatThrownBy(() -> raw.decode("small", LabelOrder.CSV))
                .isInstanceOf(NotFer2013Exception.class)
                .hasMessageContaining("it has 2x2 pixels, expected 48x48");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 7, 1L << 32})
    void aNumberThatIsNoClassIsRefused(long label) {
        assertThatThrownBy(() -> new RawFaces().add("it", new byte[0], label, Usage.TRAINING))
                .isInstanceOf(NotFer2013Exception.class)
                .hasMessageContaining("the class of it is " + label + ", expected 0 to 6");
    }
}
