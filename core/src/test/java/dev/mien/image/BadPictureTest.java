package dev.mien.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.mien.InvalidInputException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadPictureTest {
    @TempDir
    Path folder;

    private static byte[] golden(String name) {
        return GoldenPicture.all()
                .filter(picture -> picture.name().equals(name))
                .findFirst()
                .orElseThrow()
                .file();
    }

    private static void assertRefused(byte[] file, String message) {
        assertThatThrownBy(() -> RgbImage.decode("holiday", file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("holiday " + message);
    }

    @Test
    void saysThatAFileIsEmpty() {
        assertRefused(new byte[0], "is empty: replace or remove it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            %PDF-1.7                        | is a PDF document, which is not decoded: save its pages as pictures
            0000ftypheic                    | is cut off: its 12 bytes end before its box meta: fetch or copy it again
            0000ftypavif                    | is cut off: its 12 bytes end before its box meta: fetch or copy it again
            0000ftypisom                    | is a video, which is not decoded: take single frames out of it as JPEG or PNG
            RIFF0000AVI LIST                | is an AVI video, which is not decoded: take single frames out of it as JPEG or PNG
            <?xml version="1.0"?><svg>      | is an SVG drawing, which is not decoded: convert it to JPEG, PNG or WebP
            8BPS0000                        | is a Photoshop document, which is not decoded: convert it to JPEG, PNG or WebP
            Dear diary                      | is a text file, not an image (JPEG, PNG, WebP, GIF, BMP, TIFF, HEIC or AVIF): replace or remove it
            """)
    void saysWhatAFileIsInstead(String start, String message) {
        assertRefused(start.getBytes(StandardCharsets.US_ASCII), message);
    }

    @Test
    void saysThatBytesAreNoPicture() {
        byte[] noise = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        assertRefused(noise, "is not an image (JPEG, PNG, WebP, GIF, BMP, TIFF, HEIC or AVIF): replace or remove it");
    }

    /** Where each format says its size. */
    private static byte[] claiming(String name, int side) {
        ByteBuffer file = ByteBuffer.wrap(golden(name));
        switch (name) {
            case "rgb.png" -> {
                file.putInt(16, side).putInt(20, side);
                CRC32 sum = new CRC32();
                sum.update(file.array(), 12, 17);
                file.putInt(29, (int) sum.getValue());
            }
            case "plain.gif" ->
                file.order(ByteOrder.LITTLE_ENDIAN).putShort(6, (short) side).putShort(8, (short) side);
            case "rgb.bmp" ->
                file.order(ByteOrder.LITTLE_ENDIAN).putInt(18, side).putInt(22, side);
            case "lossless.webp" -> file.order(ByteOrder.LITTLE_ENDIAN).putInt(21, side - 1 | side - 1 << 14);
            default -> {
                int frame = 0;
                while (file.getShort(frame) != (short) 0xffc0 && file.getShort(frame) != (short) 0xffc2) {
                    frame++;
                }
                file.putShort(frame + 5, (short) side).putShort(frame + 7, (short) side);
            }
        }
        return file.array();
    }

    @ParameterizedTest
    @CsvSource({"rgb.png", "plain.gif", "rgb.bmp", "lossless.webp", "baseline.jpg", "progressive.jpg", "cmyk-adobe.jpg"
    })
    void refusesABombByItsSize(String name) {
        assertRefused(claiming(name, 15_000), "claims 15000x15000 pixels, at most 200000000 are read: make it smaller");
    }

    /**
     * Within the limit, but no file of that length holds so many pixels: it is refused before memory is taken for them.
     */
    @ParameterizedTest
    @CsvSource({"rgb.png", "rgb.bmp", "baseline.jpg"})
    void refusesASizeThatTheFileCannotHold(String name) {
        byte[] file = claiming(name, 14_000);
        assertRefused(
                file, "is cut off: its " + file.length + " bytes end before the last pixel: fetch or copy it again");
    }

    /**
     * The file says itself that it is damaged. Java's reader would decode the head of the picture, or a stripe of it.
     */
    @Test
    void comparesTheChecksumOfAPngsChunks() {
        byte[] file = golden("rgb.png");
        file[23]--;
        assertRefused(
                file,
                "cannot be decoded (its chunk IHDR does not have the checksum that it carries): replace or remove it");
        byte[] text = golden("rgb.png");
        byte[] chunk = {0, 0, 0, 1, 't', 'E', 'X', 't', 'x', 0, 0, 0, 0};
        byte[] longer = new byte[text.length + chunk.length];
        System.arraycopy(text, 0, longer, 0, 33);
        System.arraycopy(chunk, 0, longer, 33, chunk.length);
        System.arraycopy(text, 33, longer, 33 + chunk.length, text.length - 33);
        assertThat(RgbImage.decode("holiday", longer).width()).isEqualTo(26);
    }

    /** Lossless WebP of one colour takes no bit for a pixel, so its reader looks past the end again and again. */
    @Test
    void readsALosslessWebpOfOneColour() {
        for (int side : new int[] {1, 10, 333, 4000}) {
            RgbImage picture = RgbImage.decode("holiday", oneColour(side, side, 0));
            assertThat(picture.width()).isEqualTo(side);
            assertThat(picture.value(side - 1, side - 1, 0)).isEqualTo(200);
            assertThat(picture.value(0, side - 1, 1)).isEqualTo(100);
            assertThat(picture.value(side / 2, 0, 2)).isEqualTo(50);
        }
        byte[] cut = oneColour(10, 10, 4);
        assertRefused(
                cut, "is cut off: its " + cut.length + " bytes end before the last pixel: fetch or copy it again");
        byte[] bomb = oneColour(14_000, 14_000, 0);
        assertRefused(
                bomb,
                "claims 14000x14000 pixels in " + bomb.length
                        + " bytes, too few for a photo: make the picture smaller");
    }

    /**
     * Five codes with one symbol each, so that no pixel takes a bit (RFC 9649, section 3).
     *
     * @param missing number of bytes that are left out at the end
     */
    private static byte[] oneColour(int width, int height, int missing) {
        BitSet bits = new BitSet();
        int size = 0;
        // sides, alpha, version; no transform, no colour cache, no groups of codes
        long[][] fields = {
            {0x2f, 8},
            {width - 1, 14},
            {height - 1, 14},
            {0, 4},
            {0, 3},
            {0b101, 3},
            {100, 8},
            {0b101, 3},
            {200, 8},
            {0b101, 3},
            {50, 8},
            {0b101, 3},
            {255, 8},
            {0b001, 3},
            {0, 1}
        };
        for (long[] field : fields) {
            for (int bit = 0; bit < field[1]; bit++) {
                bits.set(size++, (field[0] >> bit & 1) == 1);
            }
        }
        byte[] data = Arrays.copyOf(bits.toByteArray(), (size + 7) / 8 - missing);
        int padded = data.length + data.length % 2;
        return ByteBuffer.allocate(20 + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(12 + padded)
                .put("WEBPVP8L".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(data.length)
                .put(data)
                .array();
    }

    /** The codes of a GIF are counted before memory is taken for what they claim. */
    @Test
    void countsThePixelsOfAGif() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        BufferedImage noise = new BufferedImage(90, 70, BufferedImage.TYPE_BYTE_INDEXED);
        new Random(3).nextBytes(((DataBufferByte) noise.getRaster().getDataBuffer()).getData());
        ImageIO.write(noise, "gif", whole);
        byte[] file = whole.toByteArray();
        assertThat(RgbImage.decode("holiday", file).width()).isEqualTo(90);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putShort(frame(file) + 7, (short) 71);
        assertRefused(
                file, "is cut off: its " + file.length + " bytes end before the last pixel: fetch or copy it again");
        byte[] tiny = {
            'G',
            'I',
            'F',
            '8',
            '9',
            'a',
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0x2c,
            0,
            0,
            0,
            0,
            (byte) 0xb0,
            0x36,
            (byte) 0xb0,
            0x36,
            0,
            2,
            2,
            0x4c,
            1,
            0,
            0x3b
        };
        assertRefused(tiny, "is cut off: its 29 bytes end before the last pixel: fetch or copy it again");
    }

    private static int frame(byte[] gif) {
        int place = 13 + 3 * 256;
        while (gif[place] != 0x2c) {
            place++;
        }
        return place;
    }

    /** A sequential file codes each component once; every further scan is work for nothing. */
    @Test
    void countsTheScansOfASequentialJpeg() {
        byte[] file = golden("baseline.jpg");
        byte[] scans = new byte[400];
        for (int i = 0; i < scans.length; i += 4) {
            scans[i] = (byte) 0xff;
            scans[i + 1] = (byte) 0xda;
            scans[i + 3] = 2;
        }
        byte[] longer = Arrays.copyOf(file, file.length - 2 + scans.length);
        System.arraycopy(scans, 0, longer, file.length - 2, scans.length);
        assertRefused(
                longer,
                "cannot be decoded (it has 101 scans, but a file of its kind and size has at most 4): replace or remove"
                        + " it");
        byte[] second = Arrays.copyOf(file, 2 * file.length);
        System.arraycopy(file, 0, second, file.length, file.length);
        assertThat(RgbImage.decode("holiday", second).width())
                .as("another picture may follow")
                .isEqualTo(26);
    }

    @Test
    void takesTheLimitsFromTheOptions() throws IOException {
        byte[] file = golden("rgb.png");
        DecodingOptions pixels = DecodingOptions.DEFAULT.withMostPixels(26 * 18 - 1);
        assertThatThrownBy(() -> RgbImage.decode("holiday", file, pixels))
                .hasMessage("holiday claims 26x18 pixels, at most 467 are read: make it smaller");
        assertThat(RgbImage.decode("holiday", file, pixels.withMostPixels(26 * 18))
                        .width())
                .isEqualTo(26);

        DecodingOptions bytes = new DecodingOptions(1000, file.length - 1);
        assertThatThrownBy(() -> RgbImage.decode("holiday", new ByteArrayInputStream(file), bytes))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("holiday has more than " + (file.length - 1)
                        + " bytes, the most that are read: make it smaller");
        assertThatThrownBy(() -> new DecodingOptions(0, 1))
                .hasMessage("the largest picture has 0 pixels, expected 1 to 700000000");
        assertThatThrownBy(() -> new DecodingOptions(1, 0))
                .hasMessage("the largest picture file has 0 bytes, expected at least 1");
    }

    /** A GIF that never ends is read no further than the limit. */
    @Test
    void givesUpAnEndlessStream() {
        byte[] start = golden("plain.gif");
        InputStream endless = new InputStream() {
            private long next;

            @Override
            public int read() {
                return next < start.length - 1 ? start[(int) next++] & 0xff : 0x21;
            }
        };
        assertThatThrownBy(() -> RgbImage.decode("holiday", endless, new DecodingOptions(1000, 100_000)))
                .hasMessage("holiday has more than 100000 bytes, the most that are read: make it smaller");
    }

    @Test
    void namesTheLimitOfAScan() {
        byte[] file = golden("progressive.jpg");
        byte[] scans = new byte[2000];
        for (int i = 0; i < scans.length; i += 4) {
            scans[i] = (byte) 0xff;
            scans[i + 1] = (byte) 0xda;
            scans[i + 3] = 2;
        }
        // before the mark of the end: what follows it is another picture
        byte[] longer = Arrays.copyOf(file, file.length - 2 + scans.length);
        System.arraycopy(scans, 0, longer, file.length - 2, scans.length);
        assertThatThrownBy(() -> RgbImage.decode("holiday", longer))
                .hasMessageMatching(
                        "holiday cannot be decoded \\(it has 5\\d\\d scans, but a file of its kind and size has at most"
                                + " 200\\): .*");
    }

    @Test
    void saysWhatAPathIs() throws IOException {
        Path absent = folder.resolve("absent.jpg");
        assertThatThrownBy(() -> RgbImage.read(absent))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(absent + " does not exist: give the path of an existing file");
        assertThatThrownBy(() -> RgbImage.read(folder))
                .hasMessage(folder + " is not a file: give the path of an existing file");
        Path link = Files.createSymbolicLink(folder.resolve("link.jpg"), absent);
        assertThatThrownBy(() -> RgbImage.read(link))
                .hasMessage(link + " is a link to nothing: give the path of an existing file");
    }

    @Test
    void saysThatAFileMayNotBeRead() throws IOException {
        Path file = Files.write(folder.resolve("secret.png"), golden("rgb.png"));
        assertThat(file.toFile().setReadable(false, false)).isTrue();
        // Root reads everything.
        assumeFalse(Files.isReadable(file));
        assertThatThrownBy(() -> RgbImage.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + " may not be read: permit yourself to read it");
    }

    @Test
    void readsNamesInCyrillicWithSpaces() throws IOException {
        Path file = folder.resolve("семейное фото 2024.png");
        ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        assertThat(RgbImage.read(file).width()).isEqualTo(3);
        assertThatThrownBy(() -> RgbImage.read(folder.resolve("нет такого.png")))
                .hasMessageContaining("нет такого.png does not exist");
    }

    /** Premultiplied and packed pixels are none that a reader here gives, but a plug-in may. */
    @Test
    void layersTransparencyOverWhite() {
        for (int type :
                new int[] {BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_4BYTE_ABGR, BufferedImage.TYPE_INT_ARGB_PRE
                }) {
            BufferedImage picture = new BufferedImage(2, 1, type);
            picture.setRGB(0, 0, 0x00123456);
            picture.setRGB(1, 0, 0x80ff0000);
            byte[] pixels = BufferedSamples.of(picture).pixels();
            assertThat(pixels).as("type %d", type).containsExactly(255, 255, 255, 255, 127, 127);
        }
    }
}
