package dev.mien.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.augmentation.Augmentation;
import dev.mien.augmentation.HorizontalFlip;
import dev.mien.augmentation.RandomErasing;
import dev.mien.augmentation.ReflectedBorder;
import dev.mien.augmentation.Rotation;
import dev.mien.augmentation.Shift;
import dev.mien.augmentation.Zoom;
import dev.mien.training.Recipes;
import dev.mien.training.TrainingConfig;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The augmentation's strength, which is read from a configuration that only holds amounts. */
class IngredientTest {
    private static List<String> recipes() {
        return Recipes.names();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void aStrengthThatWasSetIsReadAgain(String recipe) {
        TrainingConfig config = Recipes.named(recipe);
        assertThat(Ingredient.AUGMENTATION.of(config)).contains(1.0);
        for (double strength : new double[] {0, 0.05, 0.3, 0.7, 1, 1.1}) {
            TrainingConfig changed = Ingredient.AUGMENTATION.in(config, strength);
            assertThat(Ingredient.AUGMENTATION.of(changed)).contains(strength);
            assertThat(Ingredient.AUGMENTATION.in(changed, 1)).isEqualTo(config);
        }
        assertThat(Ingredient.AUGMENTATION.of(Ingredient.AUGMENTATION.in(config, 1.0 / 3)))
                .contains(0.333333333);
    }

    @Test
    void halfOfItHalvesWhatHasAnAmount() {
        List<Augmentation> half = Ingredient.AUGMENTATION
                .in(Recipes.named(Recipes.MIEN), 0.5)
                .input()
                .augmentations();
        assertThat(half)
                .contains(
                        new Rotation(7.5),
                        new Shift(0.05, 0.05),
                        new ReflectedBorder(),
                        new HorizontalFlip(0.5),
                        new RandomErasing(0.2, 0.02, 0.25, 0.3, 1 / 0.3, RandomErasing.Fill.PLAIN));
        assertThat(Ingredient.AUGMENTATION
                        .in(Recipes.named(Recipes.ARTICLE), 0.5)
                        .input()
                        .augmentations())
                .containsExactly(new Shift(0.05, 0.05), new Zoom(0.1), new HorizontalFlip(0.5));
    }

    @Test
    void damagedPicturesAreAnIngredientApart() {
        TrainingConfig damaged = Ingredient.DEGRADATION.in(Recipes.named(Recipes.MIEN), 0.2);
        assertThat(Ingredient.AUGMENTATION.of(damaged)).contains(1.0);
        TrainingConfig bare = Ingredient.AUGMENTATION.in(damaged, 0);
        assertThat(Ingredient.DEGRADATION.of(bare)).contains(0.2);
        assertThat(bare.input().augmentations()).hasSize(1);
        assertThat(Ingredient.AUGMENTATION.of(bare)).contains(0.0);
    }

    @Test
    void augmentationsThatNoStrengthDescribesHaveNone() {
        TrainingConfig config = Recipes.named(Recipes.MIEN);
        TrainingConfig own = config.withInput(config.input().withAugmentations(List.of(new Shift(0.05, 0.05))));
        assertThat(Ingredient.AUGMENTATION.of(own)).isEqualTo(Optional.empty());
        TrainingConfig turned = config.withInput(config.input().withAugmentations(List.of(new Rotation(3))));
        assertThat(Ingredient.AUGMENTATION.of(turned)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, 20})
    void strengthsThatCannotBeAreRefused(double strength) {
        TrainingConfig config = Recipes.named(Recipes.MIEN);
        assertThatThrownBy(() -> Ingredient.AUGMENTATION.in(config, strength))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("expected");
    }
}
