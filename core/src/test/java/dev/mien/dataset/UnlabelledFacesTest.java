package dev.mien.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.synthetic.SyntheticFaces;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnlabelledFacesTest {
    private static final Dataset DRAWN = SyntheticFaces.draw(300, 5);

    @TempDir
    private Path folder;

    private static List<UnlabelledFaces.Face> read(Path source) {
        List<UnlabelledFaces.Face> all = new ArrayList<>();
        UnlabelledFaces.read(source, batch -> {
            assertThat(batch).hasSizeBetween(1, UnlabelledFaces.BATCH);
            all.addAll(batch);
        });
        return all;
    }

    private static String pixels(int face) {
        return IntStream.range(0, 48 * 48)
                .mapToObj(i -> Integer.toString(DRAWN.pixel(face, i % 48, i / 48)))
                .collect(Collectors.joining(" "));
    }

    @Test
    void aFileWithPixelsAloneIsReadInItsOrder() throws IOException {
        Path file = folder.resolve("test.csv");
        Files.writeString(
                file,
                "pixels\n"
                        + IntStream.range(0, 300)
                                .mapToObj(i -> pixels(i) + "\n")
                                .collect(Collectors.joining())
                        + "\n");
        List<UnlabelledFaces.Face> faces = read(file);
        assertThat(faces).hasSize(300);
        for (int i : new int[] {0, 255, 256, 299}) {
            assertThat(faces.get(i).name()).isEqualTo(Integer.toString(i));
            assertThat(faces.get(i).picture().orElseThrow().pixel(1000))
                    .isEqualTo(DRAWN.picture(i).pixel(1000));
        }
        assertThat(DatasetSummary.of(file).rows()).isEqualTo(300);
        assertThat(DatasetSummary.of(file).labelled()).isZero();
        assertThatThrownBy(() -> Datasets.open(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has no column 'emotion'");
    }

    @Test
    void picturesComeInTheOrderOfTheirPathsAndTrashIsPassedOver() throws IOException {
        Files.createDirectories(folder.resolve("b"));
        Files.createDirectories(folder.resolve("__MACOSX"));
        BufferedImage picture = new BufferedImage(20, 30, BufferedImage.TYPE_BYTE_GRAY);
        ImageIO.write(picture, "png", folder.resolve("b/2.png").toFile());
        ImageIO.write(picture, "bmp", folder.resolve("a.BMP").toFile());
        Files.writeString(folder.resolve("c.jpg"), "no picture");
        Files.writeString(folder.resolve("__MACOSX/a.png"), "trash");
        Files.writeString(folder.resolve(".DS_Store"), "trash");
        Files.writeString(folder.resolve("Thumbs.db"), "trash");
        List<UnlabelledFaces.Face> faces = read(folder);
        assertThat(faces).extracting(UnlabelledFaces.Face::name).containsExactly("a.BMP", "b/2.png", "c.jpg");
        assertThat(faces.get(0).picture().orElseThrow().height()).isEqualTo(30);
        assertThat(faces.get(2).picture()).isEmpty();
        assertThat(faces.get(2).problem()).contains("c.jpg");
    }

    @Test
    void aFolderWithoutPicturesIsRefused() {
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(folder + " holds no picture: give a folder with pictures of faces");
    }
}
