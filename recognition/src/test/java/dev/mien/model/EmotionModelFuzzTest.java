package dev.mien.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mien.MienException;
import dev.mien.image.GrayImage;
import java.util.List;

/** Any bytes at all are a model or are refused. What is kept beside this test is tried in every build. */
class EmotionModelFuzzTest {
    private static final int MOST_PIXELS = 10_000;

    @FuzzTest(maxDuration = "3m")
    void isOpenedOrRefused(byte[] file) {
        try (EmotionModel model = EmotionModel.of(file, "fuzzed", 1)) {
            assertThat(model.width()).isPositive();
            assertThat(model.height()).isPositive();
            if ((long) model.width() * model.height() <= MOST_PIXELS) {
                GrayImage picture =
                        GrayImage.of(model.width(), model.height(), new byte[model.width() * model.height()]);
                assertThat(model.emotions(List.of(picture))).hasDimensions(1, 7);
            }
        } catch (MienException e) {
            assertThat(e).hasMessageContaining(" ");
        }
    }
}
