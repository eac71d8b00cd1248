package dev.mien.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HEIC and AVIF without the module that decodes them. The module media tests the pictures. */
class HeifPictureTest {
    private static byte[] start(String brands) {
        byte[] start = ("0000ftyp" + brands).getBytes(StandardCharsets.US_ASCII);
        start[0] = 0;
        start[1] = 0;
        start[2] = 0;
        start[3] = (byte) start.length;
        return start;
    }

    @ParameterizedTest
    @CsvSource({
        "heic0000, true, false, HEIC",
        "mif10000heic, true, false, HEIC",
        "mif10000avif, true, false, AVIF",
        "avif0000mif1, true, false, AVIF",
        "avis0000avif, true, true, AVIF",
        "hevc0000msf1, true, true, HEIC",
        "xxxx0000mif1, true, false, HEIC",
        "isom0000mp41, false, false, HEIC",
        "qt  0000qt  , false, false, HEIC"
    })
    void brandsTellTheFormat(String brands, boolean isPicture, boolean isSequence, String name) {
        assertThat(HeifBrand.isPicture(start(brands))).isEqualTo(isPicture);
        assertThat(HeifBrand.isSequence(start(brands))).isEqualTo(isSequence);
        assertThat(HeifBrand.name(start(brands))).isEqualTo(name);
    }

    /** As in an application that has recognition alone. */
    @Test
    void theMissingModuleIsNamed() {
        Optional<CodedPictureDecoder> none = HeifPicture.decoder(ClassLoader.getPlatformClassLoader());
        PictureFile file = new PictureFile("IMG_1.HEIC", start("heic0000"), DecodingOptions.DEFAULT, pixels -> {});
        assertThatThrownBy(() -> HeifPicture.required(none, file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "IMG_1.HEIC is in the format HEIC, which FFmpeg decodes: add dev.mien:mien-media to the class"
                                + " path, or convert the picture to JPEG, PNG or WebP");
    }

    /** Grey has no primaries, and half of the light of white is 188 in sRGB. */
    @ParameterizedTest
    @CsvSource({
        "1, 13, 188, 188",
        "12, 13, 100, 100",
        "9, 14, 100, 100",
        "1, 8, 128, 188",
        "1, 4, 186, 187",
        "9, 16, 130, 188",
        "9, 18, 128, 137"
    })
    void greyOfOtherColoursIsGrey(int primaries, int transfer, int value, int expected) {
        byte[] gray = {(byte) value, (byte) value, (byte) value};
        WideColors.of(primaries, transfer).ifPresent(colors -> colors.toSrgb(gray));
        for (byte channel : gray) {
            assertThat(channel & 0xff).isBetween(expected - 1, expected + 1);
        }
    }

    /** Values by https://www.w3.org/TR/css-color-4: the red of Display P3 is beyond sRGB's. */
    @ParameterizedTest
    @CsvSource({"12, 200, 100, 50, 215, 93, 31", "9, 120, 150, 100, 98, 154, 93"})
    void primariesAreConverted(int primaries, int red, int green, int blue, int newRed, int newGreen, int newBlue) {
        byte[] color = {(byte) red, (byte) green, (byte) blue};
        WideColors.of(primaries, 13).orElseThrow().toSrgb(color);
        assertThat(new int[] {color[0] & 0xff, color[1] & 0xff, color[2] & 0xff})
                .containsExactly(newRed, newGreen, newBlue);
    }
}
