package dev.mien.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.mien.InvalidInputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
            0000ftypheic                    | is a HEIC picture, which is not decoded: convert it to JPEG, PNG or WebP
            0000ftypavif                    | is an AVIF picture, which is not decoded: convert it to JPEG, PNG or WebP
            0000ftypisom                    | is a video, which is not decoded: take single frames out of it as JPEG or PNG
            RIFF0000AVI LIST                | is an AVI video, which is not decoded: take single frames out of it as JPEG or PNG
            <?xml version="1.0"?><svg>      | is an SVG drawing, which is not decoded: convert it to JPEG, PNG or WebP
            8BPS0000                        | is a Photoshop document, which is not decoded: convert it to JPEG, PNG or WebP
            Dear diary                      | is a text, not a picture in JPEG, PNG, WebP, GIF, BMP or TIFF: replace or remove it
            """)
    void saysWhatAFileIsInstead(String start, String message) {
        assertRefused(start.getBytes(StandardCharsets.US_ASCII), message);
    }

    @Test
    void saysThatBytesAreNoPicture() {
        byte[] noise = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        assertRefused(noise, "is not a picture in JPEG, PNG, WebP, GIF, BMP or TIFF: replace or remove it");
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
        byte[] scans = new byte[1000];
        for (int i = 0; i < scans.length; i += 2) {
            scans[i] = (byte) 0xff;
            scans[i + 1] = (byte) 0xda;
        }
        byte[] longer = Arrays.copyOf(file, file.length + scans.length);
        System.arraycopy(scans, 0, longer, file.length, scans.length);
        assertThatThrownBy(() -> RgbImage.decode("holiday", longer))
                .hasMessageMatching("holiday cannot be decoded \\(it has 5\\d\\d scans, at most 200 are read\\): .*");
    }

    @Test
    void saysWhatAPathIs() throws IOException {
        Path absent = folder.resolve("absent.jpg");
        assertThatThrownBy(() -> RgbImage.read(absent))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(absent + " does not exist: give the path of a picture");
        assertThatThrownBy(() -> RgbImage.read(folder))
                .hasMessage(folder + " is not a file: give the path of a picture");
        Path link = Files.createSymbolicLink(folder.resolve("link.jpg"), absent);
        assertThatThrownBy(() -> RgbImage.read(link))
                .hasMessage(link + " is a link to nothing: give the path of a picture");
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
