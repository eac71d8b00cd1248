package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.augmentation.Augmentation;
import dev.mien.augmentation.Degradation;
import dev.mien.augmentation.DrawBuilder;
import dev.mien.augmentation.DrawSource;
import dev.mien.augmentation.HorizontalFlip;
import dev.mien.augmentation.Rotation;
import java.util.List;
import org.junit.jupiter.api.Test;

class LateAugmentationTest {
    /** Damage that is not Mien's. */
    private record Dust(double share) implements Augmentation {
        @Override
        public void addTo(DrawBuilder draw, DrawSource random) {}

        @Override
        public Dust times(double strength) {
            return new Dust(share * strength);
        }

        @Override
        public boolean isDamage() {
            return true;
        }
    }

    @Test
    void viewsBecomeWeakerAndDamageStays() {
        List<Augmentation> usual =
                List.of(new Rotation(10), new HorizontalFlip(0.5), new Degradation(0.2), new Dust(0.25));
        assertThat(new LateAugmentation(0.5, 0.8).of(usual))
                .containsExactly(new Rotation(5), new HorizontalFlip(0.5), new Degradation(0.2), new Dust(0.25));
    }

    @Test
    void theLastEpochsBeginAfterTheirShare() {
        LateAugmentation late = new LateAugmentation(0.5, 0.8);
        assertThat(late.isLate(8, 10)).isFalse();
        assertThat(late.isLate(9, 10)).isTrue();
    }
}
