package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.image.RgbImage;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sizes at which a picture is looked at. */
class LevelTest {
    private static RgbImage picture(int width, int height) {
        return RgbImage.of(width, height, new byte[width * height * 3]);
    }

    /**
     * The smallest face has 10 pixels in the finest level, and where there is room for a wide one a coarse level
     * follows.
     */
    @ParameterizedTest
    @CsvSource({
        "640,480,24,1,256,192",
        "1280,960,24,2,544,416",
        "4000,3000,24,2,1664,1248",
        "4000,3000,240,1,160,128",
        "1000,200,20,1,512,96",
        "40,40,4,1,96,96",
        "1,1,24,1,1,1"
    })
    void theFinestLevelReachesTheSmallestFace(
            int width, int height, double smallest, int count, int levelWidth, int levelHeight) {
        List<Level> levels = Level.of(picture(width, height), smallest);
        assertThat(levels).hasSize(count);
        assertThat(levels.get(0).width()).isEqualTo(levelWidth);
        assertThat(levels.get(0).height()).isEqualTo(levelHeight);
        Level coarsest = levels.get(count - 1);
        assertThat(Math.min(coarsest.width(), coarsest.height())).isLessThanOrEqualTo(Level.ROOM);
    }
}
