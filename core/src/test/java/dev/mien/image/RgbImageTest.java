package dev.mien.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RgbImageTest {
    private static byte[] noise(int count) {
        byte[] values = new byte[count];
        new Random(5).nextBytes(values);
        return values;
    }

    @Test
    void keepsItsOwnValues() {
        byte[] values = {1, 2, 3, -1, -2, -3};
        RgbImage picture = RgbImage.of(2, 1, values);
        values[0] = 9;
        assertThat(picture.value(0, 0, 0)).isEqualTo(1);
        assertThat(picture.value(1, 0, 2)).isEqualTo(253);
        byte[] row = new byte[3];
        picture.copyRow(1, 0, 1, row);
        assertThat(row).containsExactly(-1, -2, -3);
    }

    @Test
    void aWrongNumberOfValuesIsRefused() {
        assertThatThrownBy(() -> RgbImage.of(2, 2, new byte[4]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("4 values do not make a picture of 2x2 in red, green and blue");
        assertThatThrownBy(() -> RgbImage.of(0, 2, new byte[0])).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void redStaysRedAndTransparencyIsWhite() {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(2, 1, 0xff102030);
        image.setRGB(0, 1, 0x80102030);
        RgbImage picture = RgbImage.of(image);
        assertThat(picture.width()).isEqualTo(3);
        assertThat(picture.height()).isEqualTo(2);
        assertThat(picture.value(2, 1, 0)).isEqualTo(0x10);
        assertThat(picture.value(2, 1, 1)).isEqualTo(0x20);
        assertThat(picture.value(2, 1, 2)).isEqualTo(0x30);
        assertThat(picture.value(1, 1, 0)).isEqualTo(255);
        assertThat(picture.value(0, 1, 0)).isEqualTo((0x10 * 128 + 255 * 127 + 127) / 255);
    }

    @Test
    void becomesAPictureOfJavasAndBack() {
        byte[] values = noise(5 * 3 * RgbImage.CHANNELS);
        BufferedImage java = RgbImage.of(5, 3, values).toBufferedImage();
        assertThat(java.getType()).isEqualTo(BufferedImage.TYPE_3BYTE_BGR);
        assertThat(java.getRGB(4, 2) & 0xffffff)
                .isEqualTo((values[42] & 0xff) << 16 | (values[43] & 0xff) << 8 | values[44] & 0xff);
        byte[] back = new byte[values.length];
        RgbImage.of(java).copyPixels(back);
        assertThat(back).isEqualTo(values);
    }

    /** ITU-R BT.601: pure red, green and blue are 76, 150 and 29. */
    @Test
    void greyIsLuma() {
        GrayImage gray = RgbImage.of(2, 2, new byte[] {-1, 0, 0, 0, -1, 0, 0, 0, -1, 9, 9, 9})
                .gray();
        assertThat(new int[] {gray.pixel(0, 0), gray.pixel(1, 0), gray.pixel(0, 1), gray.pixel(1, 1)})
                .containsExactly(76, 150, 29, 9);
    }

    @Test
    void greyHasThreeEqualChannels() {
        RgbImage picture = RgbImage.of(GrayImage.of(2, 1, new byte[] {7, -7}));
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            assertThat(picture.value(0, 0, channel)).isEqualTo(7);
            assertThat(picture.value(1, 0, channel)).isEqualTo(249);
        }
    }

    /** Each channel alone is what GrayImage makes of it, whose values are held against Pillow's. */
    @ParameterizedTest
    @CsvSource({"17,11", "5,4", "40,7", "1,1"})
    void everyChannelIsResizedAsAGreyPicture(int width, int height) {
        byte[] values = noise(17 * 11 * RgbImage.CHANNELS);
        RgbImage resized = RgbImage.of(17, 11, values).resized(width, height);
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            byte[] alone = new byte[17 * 11];
            for (int i = 0; i < alone.length; i++) {
                alone[i] = values[i * RgbImage.CHANNELS + channel];
            }
            GrayImage expected = GrayImage.of(17, 11, alone).resized(width, height);
            for (int i = 0; i < width * height; i++) {
                assertThat(resized.value(i % width, i / width, channel))
                        .isEqualTo(expected.pixel(i % width, i / width));
            }
        }
    }
}
