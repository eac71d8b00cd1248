package dev.mien.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.dataset.Dataset;
import dev.mien.dataset.Usage;
import dev.mien.synthetic.SyntheticFaces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parquet, as Hugging Face writes it and in forms that it may take. */
class ParquetFacesTest {
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
        try (InputStream in = ParquetFacesTest.class.getResourceAsStream("/golden/parquet/" + name)) {
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
                .hasMessageContaining(file + " is damaged or not a Parquet file")
                .hasMessageContaining("remove it");
    }
}
