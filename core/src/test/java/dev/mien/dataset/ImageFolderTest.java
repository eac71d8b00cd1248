package dev.mien.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.LabelSets;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir
    Path folder;

    private Path picture(String name, int side, int gray) throws IOException {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < side * side; i++) {
            image.getRaster().setSample(i % side, i / side, 0, gray);
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, name.endsWith("png") ? "png" : "jpg", file.toFile());
        return file;
    }

    @Test
    void readsTrainAndTestInTheOrderOfTheirPaths() throws IOException {
        picture("train/happy/Training_2.jpg", 48, 30);
        picture("train/angry/Training_1.jpg", 48, 20);
        picture("test/Sadness/PublicTest_3.JPEG", 48, 10);
        picture("test/neutral/PrivateTest_4.png", 48, 15);
        Files.writeString(folder.resolve("train/happy/notes.txt"), "no picture");
        Files.writeString(folder.resolve("train/.DS_Store"), "no picture");

        Dataset data = Datasets.open(folder);

        assertThat(data.size()).isEqualTo(4);
        assertThat(IntStream.range(0, 4).mapToObj(data::emotion))
                .containsExactly(Emotion.SAD, Emotion.NEUTRAL, Emotion.ANGRY, Emotion.HAPPY);
        assertThat(IntStream.range(0, 4).mapToObj(i -> data.usage(i).orElseThrow()))
                .containsExactly(Usage.PUBLIC_TEST, Usage.PRIVATE_TEST, Usage.TRAINING, Usage.TRAINING);
        assertThat(IntStream.range(0, 4).map(i -> data.pixel(i, 7, 9))).containsExactly(10, 15, 20, 30);
    }

    @Test
    void takesTheOfficialSplitFromTheFoldersWhereNamesSayNothing() throws IOException {
        picture("test/fear/im0.png", 48, 1);
        picture("train/fear/im0.png", 48, 2);
        picture("validation/fear/im0.png", 48, 3);

        Dataset data = ImageFolder.read(folder);

        assertThat(IntStream.range(0, 3).mapToObj(i -> data.usage(i).orElseThrow()))
                .containsExactly(Usage.PRIVATE_TEST, Usage.TRAINING, Usage.PUBLIC_TEST);
    }

    /** They can all be mended at once. */
    @Test
    void namesAllPicturesThatCannotBeRead() throws IOException {
        picture("happy/a.png", 48, 1);
        for (int i = 10; i < 35; i++) {
            Files.writeString(folder.resolve("happy/b" + i + ".png"), "");
        }
        assertThatThrownBy(() -> ImageFolder.read(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "25 of 26 pictures in " + folder + " cannot be read: " + folder + "/happy/b10.png is empty")
                .hasMessageContaining("/happy/b29.png is empty")
                .hasMessageEndingWith("; and 5 more");
    }

    @Test
    void readsEmotionFoldersAloneAndResamplesOtherSizes() throws IOException {
        picture("surprise/a.png", 100, 200);
        picture("disgust/a.png", 20, 100);

        Dataset data = ImageFolder.read(folder);

        assertThat(data.hasUsages()).isFalse();
        assertThat(data.labels()).containsExactly(1, 5);
        assertThat(Faces.pixelsOf(data, 0)).containsOnly(100);
        assertThat(Faces.pixelsOf(data, 1)).containsOnly(200);
    }

    @Test
    void readsFoldersOfOtherClasses() throws IOException {
        picture("train/Bored/a.png", 48, 1);
        picture("train/engaged/a.png", 48, 2);
        picture("valid/confused/a.png", 48, 3);
        picture("test/JOY/a.png", 48, 4);
        picture("test/bored/a.png", 48, 5);

        LabelSet labels = ImageFolder.labels(folder);
        Dataset data = Datasets.open(folder, labels);

        assertThat(labels.names()).containsExactly("bored", "confused", "engaged", "happy");
        assertThat(IntStream.range(0, 5).mapToObj(data::labelName))
                .containsExactly("happy", "bored", "bored", "engaged", "confused");
        assertThat(data.classCounts()).containsExactly(2, 1, 1, 1);
        assertThat(data.oneHot(0)).containsExactly(0, 0, 0, 1);
        assertThat(data.emotion(0)).isEqualTo(Emotion.HAPPY);
        assertThatThrownBy(() -> data.emotion(1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("the class 'bored' of " + folder.getFileName() + " is not one of the emotions");
    }

    /** RAF-DB's folders 1 to 7 begin with surprise. */
    @Test
    void readsFoldersByNumber() throws IOException {
        picture("train/1/a.png", 48, 1);
        picture("train/7/a.png", 48, 2);
        picture("test/4/a.png", 48, 3);

        Dataset data = ImageFolder.read(folder, LabelSets.named("raf-db"));

        assertThat(IntStream.range(0, 3).mapToObj(data::emotion))
                .containsExactly(Emotion.HAPPY, Emotion.SURPRISE, Emotion.NEUTRAL);
        assertThatThrownBy(() -> ImageFolder.labels(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the folders of " + folder + " are called 1, 4, 7, and a number means other classes in"
                        + " other data sets: name the label set, which is one of fer2013, ferplus, raf-db,"
                        + " affectnet-8, affectnet-7, ck+, jaffe, kdef, expw or names in the order of the numbers"
                        + " from 0");
        assertThatThrownBy(() -> ImageFolder.read(folder, LabelSet.FER2013)).hasMessageContaining("7 names no emotion");
    }

    @Test
    void foldersOfSomeEmotionsHaveFer2013sLabels() throws IOException {
        picture("anger/a.png", 48, 1);
        picture("sad/a.png", 48, 1);

        assertThat(ImageFolder.labels(folder)).isSameAs(LabelSet.FER2013);
    }

    @Test
    void refusesAFolderWithoutFaces() throws IOException {
        String expected = " holds no faces, expected train|test/<emotion>/*.jpg|jpeg|png or <emotion>/*.jpg|jpeg|png";
        assertRefused(folder + expected);

        Files.createDirectories(folder.resolve("train/happy"));
        assertRefused(folder + expected);
    }

    @Test
    void refusesAFolderThatNamesNoEmotion() throws IOException {
        picture("train/happy/a.png", 48, 1);
        picture("train/bored/a.png", 48, 1);

        assertRefused("folder " + folder.resolve("train").resolve("bored") + " names no emotion, expected one of "
                + "angry, disgust, fear, happy, sad, surprise, neutral: rename or remove it");
    }

    @Test
    void refusesAnUnreadablePicture() throws IOException {
        picture("happy/a.png", 48, 1);
        Path text = Files.writeString(folder.resolve("happy/b.png"), "no picture");

        assertRefused(text
                + " is a text file, not an image (JPEG, PNG, WebP, GIF, BMP, TIFF, HEIC or AVIF):"
                + " replace or remove it");
    }

    @Test
    void refusesHalfAnOfficialSplit() throws IOException {
        picture("happy/Training_1.png", 48, 1);
        Path without = picture("happy/a.png", 48, 1);

        assertRefused(folder + ": 1 of 2 pictures do not tell their official split while the others do, such as "
                + without + ": put them below train or test, or begin their names with Training_, PublicTest_ or"
                + " PrivateTest_");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> ImageFolder.read(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }
}
