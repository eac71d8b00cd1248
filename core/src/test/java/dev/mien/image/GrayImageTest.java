package dev.mien.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
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

class GrayImageTest {
    @TempDir
    Path folder;

    private static GrayImage golden(String name) throws IOException {
        try (InputStream input = GrayImageTest.class.getResourceAsStream("/golden/resampling/" + name + ".csv")) {
            String[] lines = new String(input.readAllBytes(), StandardCharsets.US_ASCII).split("\n");
            int width = lines[0].split(",").length;
            byte[] pixels = new byte[width * lines.length];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) Integer.parseInt(lines[i / width].split(",")[i % width]);
            }
            return GrayImage.of(width, lines.length, pixels);
        }
    }

    @ParameterizedTest
    @CsvSource({"9,9", "48,48", "7,30"})
    void resizesAsPillowDoes(int width, int height) throws IOException {
        GrayImage expected = golden(width + "x" + height);

        GrayImage resized = golden("input").resized(width, height);

        assertThat(resized.width()).isEqualTo(width);
        assertThat(resized.height()).isEqualTo(height);
        for (int i = 0; i < width * height; i++) {
            assertThat(resized.pixel(i % width, i / width)).isCloseTo(expected.pixel(i % width, i / width), within(1));
        }
    }

    private Path written(BufferedImage image) throws IOException {
        Path file = folder.resolve("picture.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    @Test
    void keepsTheTonesOfGreyPictures() throws IOException {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 256; i++) {
            image.getRaster().setSample(i % 16, i / 16, 0, i);
        }

        GrayImage gray = GrayImage.read(written(image));

        for (int i = 0; i < 256; i++) {
            assertThat(gray.pixel(i % 16, i / 16)).isEqualTo(i);
        }
    }

    /** 257 levels of sixteen bits are one of eight; what lies between is rounded. */
    @ParameterizedTest
    @CsvSource({"0,0", "43981,171", "128,0", "129,1", "65535,255", "65406,254", "65407,255"})
    void roundsSixteenBits(int deep, int expected) throws IOException {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(0, 0, 0, deep);

        assertThat(GrayImage.read(written(image)).pixel(0, 0)).isEqualTo(expected);
    }

    /** ITU-R BT.601: pure red, green and blue are 76, 150 and 29. */
    @ParameterizedTest
    @CsvSource({"FF0000,76", "00FF00,150", "0000FF,29", "FFFFFF,255", "808080,128"})
    void colourBecomesLuma(String rgb, int luma) throws IOException {
        for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_INDEXED}) {
            BufferedImage image = new BufferedImage(3, 2, type);
            image.setRGB(2, 1, Integer.parseInt(rgb, 16) | 0xff000000);

            // The standard palette has no exact middle grey.
            int tolerance = type == BufferedImage.TYPE_INT_RGB ? 0 : 2;
            assertThat(GrayImage.read(written(image)).pixel(2, 1)).isCloseTo(luma, within(tolerance));
        }
    }

    @Test
    void refusesACutPicture() throws IOException {
        byte[] whole = Files.readAllBytes(written(new BufferedImage(48, 48, BufferedImage.TYPE_BYTE_GRAY)));
        Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, 45));

        assertThatThrownBy(() -> GrayImage.read(cut))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        cut + " is cut off: its 45 bytes end before the end of its chunk IDAT: fetch or copy it again");
    }

    @Test
    void refusesAPictureThatClaimsToBeHuge() throws IOException {
        byte[] bytes = Files.readAllBytes(written(new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY)));
        // The header chunk: type at 12, width at 16, height at 20, CRC of type and content at 29.
        ByteBuffer png = ByteBuffer.wrap(bytes);
        png.putInt(16, 40_000).putInt(20, 30_000);
        CRC32 crc = new CRC32();
        crc.update(bytes, 12, 17);
        png.putInt(29, (int) crc.getValue());
        Path bomb = Files.write(folder.resolve("bomb.png"), bytes);

        assertThatThrownBy(() -> GrayImage.read(bomb))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(bomb + " claims 40000x30000 pixels, at most 200000000 are read: make it smaller");
    }

    @Test
    void refusesAPathThatIsNoFile() {
        assertThatThrownBy(() -> GrayImage.read(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(folder + " is not a file: give the path of an existing file");
    }

    @Test
    void refusesPixelsThatDoNotFit() {
        assertThatThrownBy(() -> GrayImage.of(2, 2, new byte[3]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("3 pixels do not make a picture of 2x2");
    }
}
