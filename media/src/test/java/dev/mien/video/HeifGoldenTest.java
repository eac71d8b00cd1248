package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.InvalidInputException;
import dev.mien.image.RgbImage;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HEIC and AVIF of every kind against what libheif makes of them. */
class HeifGoldenTest {
    static Stream<GoldenHeif> all() {
        return GoldenHeif.all();
    }

    private static byte[] pixels(RgbImage picture) {
        byte[] pixels = new byte[picture.width() * picture.height() * RgbImage.CHANNELS];
        picture.copyPixels(pixels);
        return pixels;
    }

    @ParameterizedTest
    @MethodSource("all")
    void isDecodedAsLibheifDoes(GoldenHeif golden) {
        RgbImage picture = RgbImage.decode(golden.name(), golden.file());

        assertThat(picture.width()).isEqualTo(golden.width());
        assertThat(picture.height()).isEqualTo(golden.height());
        byte[] decoded = pixels(picture);
        byte[] expected = golden.expected();
        long sum = 0;
        int most = 0;
        for (int i = 0; i < expected.length; i++) {
            int difference = Math.abs((decoded[i] & 0xff) - (expected[i] & 0xff));
            most = Math.max(most, difference);
            sum += difference;
        }
        assertThat(most).isLessThanOrEqualTo(golden.most());
        assertThat(sum / (double) expected.length).isLessThanOrEqualTo(golden.mean());
    }

    @Test
    void thereAreManyForms() {
        assertThat(all()).hasSize(34);
    }

    /** Wherever a file ends early: it is refused, or it lacked nothing that a pixel needs. */
    @ParameterizedTest
    @MethodSource("all")
    void isNeverReturnedInPart(GoldenHeif golden) {
        byte[] file = golden.file();
        byte[] whole = pixels(RgbImage.decode(golden.name(), file));
        int refused = 0;
        int step = Math.max(1, file.length / 40);
        for (int length = 0; length < file.length; length += length > file.length - 12 ? 1 : step) {
            try {
                RgbImage picture = RgbImage.decode("cut", Arrays.copyOf(file, length));
                assertThat(pixels(picture)).as("%d bytes", length).isEqualTo(whole);
            } catch (InvalidInputException e) {
                assertThat(e)
                        .hasMessageMatching(
                                "cut (is |cannot be decoded).*: (fetch or copy it again|replace or remove it)");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(10);
    }
}
