package dev.mien.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Fer2013CsvTest {
    private static final String FACE = Faces.text(Faces.pixels(0));

    @TempDir
    Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("faces.csv"), content);
    }

    private Dataset read(String content) throws IOException {
        return Fer2013Csv.read(file(content));
    }

    private void assertRefused(String content, String message) throws IOException {
        Path file = file(content);
        assertThatThrownBy(() -> Fer2013Csv.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + message);
    }

    /** 1,000 rows are about 8.5 MB: more blocks than are in work at once. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsRowsOfManyBlocksInTheirOrder(boolean gzip) throws IOException {
        int rows = 1_000;
        String csv = Faces.csv(rows);
        Path file = gzip ? Files.write(folder.resolve("faces.csv.gz"), Faces.gzip(csv)) : file(csv);

        Dataset data = Fer2013Csv.read(file);

        assertThat(data.size()).isEqualTo(rows);
        assertThat(data.width()).isEqualTo(48);
        assertThat(data.height()).isEqualTo(48);
        assertThat(data.source()).isEqualTo(gzip ? "faces.csv.gz" : "faces.csv");
        for (int i = 0; i < rows; i++) {
            assertThat(Faces.pixelsOf(data, i)).isEqualTo(Faces.pixels(i));
            assertThat(data.label(i)).isEqualTo(i % 7);
            assertThat(data.usage(i)).contains(Usage.ofCode(i % 3));
        }
    }

    /** Random numbers pack badly, black ones well: the table of the second file must grow. */
    @Test
    void readsRowsThatAreShorterThanTheFirstGuess() throws IOException {
        String row = "3," + Faces.text(new byte[Faces.PIXELS]) + ",Training\n";
        Path file = Files.write(folder.resolve("black.gz"), Faces.gzip("emotion,pixels,Usage\n" + row.repeat(2_000)));

        Dataset data = Fer2013Csv.read(file);

        assertThat(data.classCounts()).containsExactly(0, 0, 0, 2_000, 0, 0, 0);
        assertThat(Faces.pixelsOf(data, 1_999)).containsOnly(0);
    }

    @Test
    void readsEachGreyValue() throws IOException {
        byte[] pixels = new byte[Faces.PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) i;
        }

        assertThat(Faces.pixelsOf(read("emotion,pixels\n6," + Faces.text(pixels)), 0))
                .isEqualTo(pixels);
    }

    @Test
    void takesColumnsInAnyOrderWithOthersBetween() throws IOException {
        Dataset data = read("Usage,id,pixels,note,emotion\nPublicTest,7," + FACE + ",\"a note, quoted\",4\n");

        assertThat(data.emotion(0)).isEqualTo(Emotion.SAD);
        assertThat(data.usage(0)).contains(Usage.PUBLIC_TEST);
        assertThat(Faces.pixelsOf(data, 0)).isEqualTo(Faces.pixels(0));
    }

    @Test
    void takesTheVariantsOfKagglesExports() throws IOException {
        String spaced = "\ufeff\"emotion\", Usage, pixels\r\n\r\n\"5\", PrivateTest, \"" + FACE + "\"\r\n\r\n";

        Dataset data = read(spaced);

        assertThat(data.size()).isOne();
        assertThat(data.emotion(0)).isEqualTo(Emotion.SURPRISE);
        assertThat(data.usage(0)).contains(Usage.PRIVATE_TEST);
        assertThat(Faces.pixelsOf(data, 0)).isEqualTo(Faces.pixels(0));
    }

    @Test
    void takesEmotionsAsWordsAndNoUsage() throws IOException {
        Dataset data = read("pixels,emotion\n" + FACE + ",Happiness\n" + FACE + ",angry");

        assertThat(data.labels()).containsExactly(3, 0);
        assertThat(data.hasUsages()).isFalse();
        assertThat(data.usage(0)).isEqualTo(Optional.empty());
    }

    @Test
    void takesAnyWhiteSpaceBetweenPixels() throws IOException {
        String loose = FACE.replaceFirst(" ", "   ").replace(" 1", "\t01") + "  ";

        assertThat(Faces.pixelsOf(read("emotion,pixels\n1," + loose + "\n"), 0)).isEqualTo(Faces.pixels(0));
    }

    @Test
    void refusesARowWithAPixelTooFewOrTooMany() throws IOException {
        String less = FACE.substring(0, FACE.lastIndexOf(' '));
        String advice = ": correct or remove the row";

        assertRefused(
                Faces.csv(3) + "1," + less + ",Training\n",
                ", row 4 (line 5) has 2303 pixels, expected 2304 (48x48)" + advice);
        assertRefused(
                Faces.csv(1) + "\n1," + FACE + " 7,Training\n",
                ", row 2 (line 4) has 2305 pixels, expected 2304 (48x48)" + advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"300", "256", "-1", "1.5", "black", "1234", "12345678901234567890", "0x1", "\"7", "7;"})
    void refusesAValueThatIsNoGreyValueWhereverItStands(String value) throws IOException {
        for (int pixel : new int[] {1, 2, 1_000, 2_303, 2_304}) {
            String[] values = FACE.split(" ");
            values[pixel - 1] = value;
            assertRefused(
                    "emotion,Usage,pixels\n0,Training," + FACE + "\n0,Training," + String.join(" ", values) + "\n",
                    ", row 2 (line 3) has '" + value + "' as pixel " + pixel
                            + ", expected a whole number from 0 to 255: correct or remove the row");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "7", "-1", "3.0", "bored", "contempt"})
    void refusesAnUnknownEmotion(String emotion) throws IOException {
        assertRefused(
                "emotion,pixels\n" + emotion + "," + FACE + "\n",
                ", row 1 (line 2) emotion is '" + emotion
                        + "', expected 0 to 6 or one of angry, disgust, fear, happy, sad, surprise, neutral:"
                        + " correct or remove the row");
    }

    @Test
    void refusesAnUnknownUsage() throws IOException {
        assertRefused(
                Faces.csv(2) + "2," + FACE + ",Test\n",
                ", row 3 (line 4) Usage is 'Test', expected Training, PublicTest or PrivateTest:"
                        + " correct or remove the row");
    }

    @Test
    void refusesAMissingValue() throws IOException {
        String end = "': correct or remove the row";

        assertRefused("emotion,pixels\n,\n", ", row 1 (line 2) has no value in column 'emotion" + end);
        assertRefused("emotion,pixels\n1,\n", ", row 1 (line 2) has no value in column 'pixels" + end);
        assertRefused("emotion,pixels\n1\n", ", row 1 (line 2) has no value in column 'pixels" + end);
        assertRefused(
                "emotion,pixels,Usage\n1," + FACE + ",NaN\n", ", row 1 (line 2) has no value in column 'Usage" + end);
    }

    @Test
    void refusesMoreValuesThanColumns() throws IOException {
        assertRefused(
                "emotion,pixels\n1," + FACE + ",Training\n",
                ", row 1 (line 2) has 3 values, the header names 2 columns: correct or remove the row");
    }

    @Test
    void reportsTheFirstOfManyMistakes() throws IOException {
        String wrong = Faces.csv(900).replace("\n6,", "\n8,");

        assertThatThrownBy(() -> read(wrong)).hasMessageContaining(", row 7 (line 8) emotion is '8'");
    }

    @Test
    void refusesAMissingColumn() throws IOException {
        String end =
                ", expected the columns emotion, pixels and (optionally) Usage: give FER2013's CSV with its header";

        assertRefused("emotion,Usage\n1,Training\n", ", line 1 has no column 'pixels': it is 'emotion,Usage'" + end);
        assertRefused("pixels\n1 2 3\n", ", line 1 has no column 'emotion': it is 'pixels'" + end);
        assertRefused(
                "0," + FACE + ",Training\n",
                ", line 1 has no column 'emotion': it is '" + ("0," + FACE).substring(0, 37) + "...'" + end);
    }

    @Test
    void refusesAColumnNamedTwice() throws IOException {
        assertRefused("emotion,pixels,Emotion\n", ", line 1 names the column 'emotion' twice: remove one");
    }

    @Test
    void refusesAnEmptyFileAndOneWithoutRows() throws IOException {
        String empty = " is empty, expected the columns emotion, pixels and (optionally) Usage:"
                + " copy or download it again";

        assertRefused("", empty);
        assertRefused("\n \r\n", empty);
        assertRefused("emotion,pixels,Usage\n", " has a header but no rows: copy or download it again");
        assertRefused("emotion,pixels,Usage", " has a header but no rows: copy or download it again");
    }

    @Test
    void refusesAGzipThatIsCutAnywhere() throws IOException {
        byte[] whole = Faces.gzip(Faces.csv(400));
        for (int length : new int[] {whole.length / 2, whole.length - 3, 40}) {
            Path file = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> Fer2013Csv.read(file))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageMatching("\\Q" + file + "\\E ends in the middle of its gzip stream, after row \\d+:"
                            + " the file is cut off, copy or download it again");
        }
    }

    @Test
    void refusesADamagedGzip() throws IOException {
        byte[] damaged = Faces.gzip(Faces.csv(50));
        damaged[damaged.length - 6] ^= 1;
        Path file = Files.write(folder.resolve("damaged.gz"), damaged);

        assertThatThrownBy(() -> Fer2013Csv.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + " has a damaged gzip stream after row 0 (Corrupt GZIP trailer):"
                        + " copy or download it again");
    }

    @Test
    void refusesACsvThatIsCut() throws IOException {
        String csv = Faces.csv(4);

        assertThatThrownBy(() -> read(csv.substring(0, csv.length() - 5_000)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageMatching(
                        ".*, row 4 \\(line 5\\) has (no value in column 'Usage'|\\d+ pixels, .*): correct .*");
    }

    /** A damaged file is refused by its name, or has at most as many rows. */
    @Test
    void noDamageIsUnexpected() throws IOException {
        Random random = new Random(12);
        String rows = ("3," + FACE + ",Training\n").repeat(12);
        byte[] bytes = Files.readAllBytes(file("emotion,pixels,Usage\n" + rows));
        for (int i = 0; i < 200; i++) {
            byte[] damaged = bytes.clone();
            int place = random.nextInt(bytes.length);
            switch (i % 3) {
                case 0 -> damaged = Arrays.copyOf(bytes, place);
                case 1 -> damaged[place] ^= (byte) (1 << random.nextInt(8));
                default -> Arrays.fill(damaged, place, Math.min(bytes.length, place + 300), (byte) 0);
            }
            Path file = Files.write(folder.resolve("damaged.csv"), damaged);
            try {
                assertThat(Fer2013Csv.read(file).size()).isBetween(1, 12);
            } catch (InvalidInputException e) {
                assertThat(e).hasMessageContaining("damaged.csv").hasNoCause();
            }
        }
    }

    @Test
    void refusesWhatIsNoCsv() throws IOException {
        assertRefused("PK\u0003\u0004 and so on", " is a zip archive: unpack it and give the CSV file inside");
        assertRefused(
                "GIF89a\u0001\u0002",
                ", line 1 has no column 'emotion': it is 'GIF89a??', expected the columns emotion, pixels and"
                        + " (optionally) Usage: give FER2013's CSV with its header");
        assertRefused(
                "emotion,pixels\n" + "7".repeat(3_000_000),
                ", line 2 is longer than 1048576 bytes, a row of FER2013 has about 9,000: check that this is the"
                        + " right file");
    }

    @Test
    void refusesAPathThatIsNoFile() {
        Path absent = folder.resolve("absent.csv");

        assertThatThrownBy(() -> Datasets.open(absent))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(absent + " does not exist: give the path of fer2013.csv or fer2013.csv.gz,"
                        + " or of a folder of pictures");
        assertThatThrownBy(() -> Fer2013Csv.read(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(folder + " is a folder, expected a CSV file such as fer2013.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.csv", "out.csv.gz"})
    void writesWhatItReads(String name) throws IOException {
        Dataset data = read(Faces.csv(20));
        Path out = folder.resolve(name);
        Fer2013Csv.write(data.select(new int[] {3, 17, 4}), out);
        Dataset again = Fer2013Csv.read(out);
        assertThat(again.sha256()).isEqualTo(data.select(new int[] {3, 17, 4}).sha256());
        assertThat(Files.readAllBytes(out)[0] == 'e').isEqualTo(name.endsWith(".csv"));
    }

    @Test
    void writesNoUsageWhereThereIsNone() throws IOException {
        Dataset data = read("emotion,pixels\n3," + FACE + "\n");
        Path out = folder.resolve("out.csv");
        Fer2013Csv.write(data, out);
        assertThat(out).hasContent("emotion,pixels\n3," + FACE + "\n");
    }

    @Test
    void refusesToWritePicturesOfAnotherSize() {
        assertThatThrownBy(() -> Fer2013Csv.write(Faces.dots(1), folder.resolve("out.csv")))
                .hasMessage("the pictures of dots have 1x1 pixels, but FER2013's CSV holds pictures of 48x48");
    }
}
