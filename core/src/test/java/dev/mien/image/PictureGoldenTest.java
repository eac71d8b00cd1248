package dev.mien.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format, depth, orientation and kind of transparency against what Pillow makes of it. */
class PictureGoldenTest {
    @TempDir
    Path folder;

    static Stream<GoldenPicture> all() {
        return GoldenPicture.all();
    }

    private static byte[] pixels(RgbImage picture) {
        byte[] pixels = new byte[picture.width() * picture.height() * RgbImage.CHANNELS];
        picture.copyPixels(pixels);
        return pixels;
    }

    @ParameterizedTest
    @MethodSource("all")
    void isDecodedAsPillowDoes(GoldenPicture golden) {
        RgbImage picture = RgbImage.decode(golden.name(), golden.file());

        assertThat(picture.width()).isEqualTo(golden.width());
        assertThat(picture.height()).isEqualTo(golden.height());
        byte[] decoded = pixels(picture);
        byte[] expected = golden.expected();
        long sum = 0;
        for (int i = 0; i < expected.length; i++) {
            int difference = Math.abs((decoded[i] & 0xff) - (expected[i] & 0xff));
            assertThat(difference).as("value %d", i).isLessThanOrEqualTo(golden.most());
            sum += difference;
        }
        assertThat(sum).isLessThanOrEqualTo(Math.round(golden.mean() * expected.length));
    }

    @Test
    void thereAreManyForms() {
        assertThat(all()).hasSize(71);
    }

    @ParameterizedTest
    @MethodSource("all")
    void isTheSameFromAFileAStreamAndInGrey(GoldenPicture golden) throws IOException {
        RgbImage picture = RgbImage.decode(golden.name(), golden.file());
        // Content decides, not a name.
        Path file = Files.write(folder.resolve("snapshot.jpg.txt"), golden.file());
        assertThat(pixels(RgbImage.read(file))).isEqualTo(pixels(picture));
        RgbImage streamed = RgbImage.decode(golden.name(), new ByteArrayInputStream(golden.file()));
        assertThat(pixels(streamed)).isEqualTo(pixels(picture));

        GrayImage gray = GrayImage.decode(golden.name(), golden.file());
        GrayImage luma = picture.gray();
        for (int i = 0; i < gray.width() * gray.height(); i++) {
            int x = i % gray.width();
            int y = i / gray.width();
            assertThat(gray.pixel(x, y)).isEqualTo(luma.pixel(x, y));
        }
    }

    /** Wherever a file ends early: it is refused, or it lacked nothing that a pixel needs. */
    @ParameterizedTest
    @MethodSource("all")
    void isNeverReturnedInPart(GoldenPicture golden) {
        byte[] file = golden.file();
        byte[] whole = pixels(RgbImage.decode(golden.name(), file));
        int refused = 0;
        int step = Math.max(1, file.length / 90);
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
        assertThat(refused).isGreaterThan(30);
    }
}
