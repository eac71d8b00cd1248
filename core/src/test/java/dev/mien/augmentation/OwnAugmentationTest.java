package dev.mien.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.dataset.Dataset;
import dev.mien.image.GrayImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An augmentation that is not Mien's. */
class OwnAugmentationTest {
    /** Inverts the picture now and then, and moves it. */
    private record Negative(double probability) implements Augmentation {
        @Override
        public void addTo(DrawBuilder draw, DrawSource random) {
            if (random.uniform() < probability) {
                draw.change(Negative::inverted);
                draw.shift(1, -2);
            }
        }

        @Override
        public Negative times(double strength) {
            return new Negative(probability * strength);
        }

        private static GrayImage inverted(GrayImage picture) {
            byte[] pixels = new byte[picture.width() * picture.height()];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) (255 - picture.pixel(i));
            }
            return GrayImage.of(picture.width(), picture.height(), pixels);
        }
    }

    private static float[] augmented(List<Augmentation> augmentations) {
        Dataset data = Dataset.of("one", 3, 3, new byte[] {0, 10, 20, 30, 40, 50, 60, 70, 80}, new byte[] {0});
        float[] target = new float[9];
        new Augmenter(augmentations, 3, 3).augment(data, 0, 1, 1, target, 0);
        return target;
    }

    @Test
    void itIsDrawnBesideMiensOwn() {
        assertThat(augmented(List.of(new Negative(1)))).containsExactly(245, 235, 235, 245, 235, 235, 245, 235, 235);
        assertThat(augmented(List.of(new HorizontalFlip(1), new Negative(1))))
                .containsExactly(235, 235, 245, 235, 235, 245, 235, 235, 245);
        assertThat(augmented(List.of(new Negative(1), new Negative(1))))
                .as("two that invert leave the picture as it is, two columns and four rows further on")
                .containsExactly(20, 20, 20, 20, 20, 20, 20, 20, 20);
        assertThat(augmented(List.of(new Negative(0)))).containsExactly(0, 10, 20, 30, 40, 50, 60, 70, 80);
    }

    @Test
    void itsDrawIsThatOfSeedEpochAndRow() {
        Augmenter augmenter = new Augmenter(List.of(new Negative(0.5)), 3, 3);
        long changed = IntStream.range(0, 1000)
                .filter(row -> !augmenter.draw(1, 1, row).changes().isEmpty())
                .count();
        assertThat(changed).isBetween(430L, 570L);
        assertThat(augmenter.draw(1, 2, 7).shiftX())
                .isEqualTo(augmenter.draw(1, 2, 7).shiftX());
    }
}
