package dev.mien.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureInputsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void fill() throws IOException {
        for (String name : List.of(
                "b.JPG", "a.png", "notes.txt", ".hidden.jpg", "deep/c.webp", "deep/er/d.tiff", "Отпуск у моря.gif")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        }
    }

    private static PictureInputs inputs(boolean recursive) {
        return new PictureInputs(recursive, () -> new ByteArrayInputStream(new byte[0]));
    }

    private List<String> places(boolean recursive, Object... arguments) {
        return inputs(recursive)
                .of(Arrays.stream(arguments).map(Object::toString).toList())
                .stream()
                .map(source -> source.place().toString().replace('\\', '/'))
                .toList();
    }

    @Test
    void aFolderMeansItsPicturesInOrder() {
        assertThat(places(false, folder)).containsExactly("a.png", "b.JPG", "Отпуск у моря.gif");
        assertThat(places(true, folder))
                .containsExactly("a.png", "b.JPG", "deep/c.webp", "deep/er/d.tiff", "Отпуск у моря.gif");
    }

    /** Each of 17 folders has two links to the next: 131,072 ways lead to one picture. */
    @Test
    void linksInDiamondsAndInCirclesNameEachPictureOnce() throws IOException {
        Path top = Files.createDirectory(folder.resolve("top"));
        Path last = top;
        for (int i = 0; i < 17; i++) {
            Path next = Files.createDirectory(folder.resolve("next" + i));
            Files.createSymbolicLink(last.resolve("left"), next);
            Files.createSymbolicLink(last.resolve("right"), next);
            last = next;
        }
        Files.createSymbolicLink(last.resolve("up"), top);
        Files.writeString(last.resolve("one.png"), "");
        Files.createSymbolicLink(last.resolve("another.png"), last.resolve("one.png"));
        Files.createSymbolicLink(last.resolve("lost.png"), folder.resolve("nothing.png"));
        assertThat(places(true, top)).hasSize(2).allMatch(place -> place.matches("(left/|right/){17}(one|lost).png"));
    }

    @Test
    void aPictureIsNamedByItsOwnPlaceBeforeALink() throws IOException {
        Files.createSymbolicLink(folder.resolve("aa.png"), folder.resolve("b.JPG"));
        Files.createSymbolicLink(folder.resolve("album"), folder.resolve("deep"));
        assertThat(places(true, folder))
                .containsExactly("a.png", "b.JPG", "deep/c.webp", "deep/er/d.tiff", "Отпуск у моря.gif");
        assertThat(places(false, folder.resolve("album"))).containsExactly("c.webp");
    }

    @Test
    void argumentsKeepTheirOrderAndNamedFilesMayHaveAnyEnding() {
        assertThat(places(false, folder.resolve("notes.txt"), "-", folder.resolve("deep"), folder.resolve("a.png")))
                .containsExactly("notes.txt", "stdin", "c.webp", "a.png");
        assertThat(inputs(false).of(List.of(folder.resolve("none.jpg").toString())))
                .singleElement()
                .extracting(PictureSource::file)
                .isEqualTo(folder.resolve("none.jpg").toString());
    }

    @Test
    void patternsAreForThoseWhoseShellKnowsNone() {
        assertThat(places(false, folder + "/*.{png,JPG}")).containsExactly("a.png", "b.JPG");
        assertThat(places(false, folder + "/deep/*/*.tiff")).containsExactly("er/d.tiff");
        assertThat(places(false, folder + "/**.webp")).containsExactly("deep/c.webp");
        assertThatThrownBy(() -> places(false, folder + "/*.bmp"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("no file matches '" + folder + "/*.bmp' or has that name");
        assertThatThrownBy(() -> places(false, folder + "/[a.png"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("'" + folder + "/[a.png' is neither a file nor a pattern: ");
    }

    @Test
    void aFileWhoseNameLooksLikeAPatternIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("party [2].jpg"), "");
        assertThat(places(false, file)).containsExactly("party [2].jpg");
    }

    @Test
    void aFolderWithoutPicturesIsAMistake() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> places(false, empty))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the folder " + empty + " holds no picture (avif, bmp, gif, heic, heif, hif,"
                        + " jfif, jpe, jpeg, jpg, png, tif, tiff, webp): give another folder, or name the files."
                        + " Turn on recursion");
        assertThatThrownBy(() -> places(true, empty))
                .hasMessageEndingWith("tiff, webp): give another folder, or name the files");
    }

    @Test
    void standardInputHoldsOnePicture() {
        assertThatThrownBy(() -> places(false, "-", "-"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("- is given twice: standard input holds one file");
    }
}
