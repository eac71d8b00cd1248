package dev.mien.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.image.GrayImage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenViewsTest {
    @Test
    void theFirstViewIsThePictureAndTheSixthItsMirrorImage() {
        GrayImage picture = ramp(48, 48);
        TenViews views = new TenViews(48, 48);
        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 48; x++) {
                assertThat(views.of(picture, 0).pixel(x, y)).isEqualTo(picture.pixel(x, y));
                assertThat(views.of(picture, 5).pixel(x, y)).isEqualTo(picture.pixel(47 - x, y));
            }
        }
    }

    /** Of 48 pixels windows move by two; beyond the border stands the nearest pixel. */
    @Test
    void windowsOfThePicturesSizeMoveByATwentyFourthOfTheirSide() {
        GrayImage picture = ramp(48, 48);
        TenViews views = new TenViews(48, 48);
        assertThat(views.of(picture, 1).pixel(20, 30)).isEqualTo(picture.pixel(18, 28));
        assertThat(views.of(picture, 2).pixel(20, 30)).isEqualTo(picture.pixel(22, 28));
        assertThat(views.of(picture, 3).pixel(20, 30)).isEqualTo(picture.pixel(18, 32));
        assertThat(views.of(picture, 4).pixel(20, 30)).isEqualTo(picture.pixel(22, 32));
        assertThat(views.of(picture, 1).pixel(0, 1)).isEqualTo(picture.pixel(0, 0));
        assertThat(views.of(picture, 9).pixel(20, 30)).isEqualTo(picture.pixel(47 - 20 + 2, 32));
    }

    /** Of 48 pixels and a window of 44 the corners are cut out, as torchvision's ten_crop does. */
    @Test
    void smallerWindowsAreCutOutOfTheCorners() {
        GrayImage picture = ramp(48, 46);
        TenViews views = new TenViews(44, 44);
        int[][] starts = {{2, 1}, {0, 0}, {4, 0}, {0, 2}, {4, 2}};
        for (int view = 0; view < 5; view++) {
            GrayImage crop = views.of(picture, view);
            assertThat(crop.width()).isEqualTo(44);
            assertThat(crop.pixel(7, 9)).isEqualTo(picture.pixel(7 + starts[view][0], 9 + starts[view][1]));
            assertThat(views.of(picture, view + 5).pixel(43 - 7, 9)).isEqualTo(crop.pixel(7, 9));
        }
    }

    @ParameterizedTest
    @CsvSource({"48,48", "44,44", "8,6", "100,64"})
    void allTenDiffer(int width, int height) {
        GrayImage picture = ramp(Math.max(width, 48), Math.max(height, 48));
        Set<String> seen = new HashSet<>();
        for (int view = 0; view < TenViews.COUNT; view++) {
            byte[] pixels = new byte[width * height];
            new TenViews(width, height).of(picture, view).copyPixels(pixels, 0);
            seen.add(Arrays.toString(pixels));
        }
        assertThat(seen).hasSize(TenViews.COUNT);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> new TenViews(64, 64).of(ramp(48, 48), 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("48x48 is too small for views of 64x64");
        assertThatThrownBy(() -> new TenViews(48, 48).of(ramp(48, 48), 10))
                .hasMessageContaining("the number of a view is 10, expected 0 to 9");
        assertThatThrownBy(() -> new TenViews(0, 48)).hasMessageContaining("0x48");
    }

    /** Every pixel is unlike its neighbours, and no mirror image equals it. */
    private static GrayImage ramp(int width, int height) {
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ((i % width) * 5 + (i / width) * 3 + (i % 7 == 0 ? 11 : 0));
        }
        return GrayImage.of(width, height, pixels);
    }
}
