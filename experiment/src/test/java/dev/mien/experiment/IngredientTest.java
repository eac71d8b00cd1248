package dev.mien.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.augmentation.AlternatingFlip;
import dev.mien.augmentation.Augmentation;
import dev.mien.augmentation.DrawBuilder;
import dev.mien.augmentation.DrawSource;
import dev.mien.augmentation.HorizontalFlip;
import dev.mien.augmentation.RandomErasing;
import dev.mien.augmentation.ReflectedBorder;
import dev.mien.augmentation.Rotation;
import dev.mien.augmentation.Shift;
import dev.mien.augmentation.Zoom;
import dev.mien.dataset.SplitPlan;
import dev.mien.training.Recipe;
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
    /** Mien's own; tests register others. */
    private static List<String> recipes() {
        return Recipes.names().stream()
                .filter(name -> !name.endsWith("-of-test"))
                .toList();
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
                        new AlternatingFlip(),
                        new RandomErasing(0.2, 0.02, 0.25, 0.3, 1 / 0.3, RandomErasing.Fill.PLAIN));
        assertThat(Ingredient.AUGMENTATION
                        .in(Recipes.named(Recipes.ARTICLE), 0.5)
                        .input()
                        .augmentations())
                .containsExactly(new Shift(0.05, 0.05), new Zoom(0.1), new HorizontalFlip(0.5));
    }

    @Test
    void damagedPicturesAreAnIngredientApart() {
        TrainingConfig damaged = Ingredient.DEGRADATION.in(Recipes.named(Recipes.MIEN), 0.3);
        assertThat(Ingredient.AUGMENTATION.of(damaged)).contains(1.0);
        TrainingConfig bare = Ingredient.AUGMENTATION.in(damaged, 0);
        assertThat(Ingredient.DEGRADATION.of(bare)).contains(0.3);
        assertThat(bare.input().augmentations()).hasSize(1);
        assertThat(Ingredient.AUGMENTATION.of(bare)).contains(0.0);
    }

    /** Of another program: whole levels cannot tell every strength, and a dull lens is damage. */
    private record Dimmed(int levels, double share) implements Augmentation {
        @Override
        public void addTo(DrawBuilder draw, DrawSource random) {}

        @Override
        public Dimmed times(double strength) {
            return new Dimmed((int) Math.round(levels * strength), Math.min(0.75, share * strength));
        }
    }

    private record DullLens(double share) implements Augmentation {
        @Override
        public void addTo(DrawBuilder draw, DrawSource random) {}

        @Override
        public DullLens times(double strength) {
            return new DullLens(share * strength);
        }

        @Override
        public boolean isDamage() {
            return true;
        }
    }

    private static TrainingConfig registered(String name, Augmentation... augmentations) {
        TrainingConfig small = Recipes.named(Recipes.SMALL);
        TrainingConfig own = new TrainingConfig(
                name,
                small.architecture(),
                small.duration(),
                small.optimization(),
                small.input().withAugmentations(List.of(augmentations)),
                small.targets(),
                small.computation());
        Recipes.register(new Recipe(own, SplitPlan.Method.RANDOM));
        return own;
    }

    @Test
    void aRecipeWithoutShiftsIsAlsoToldByItsStrength() {
        TrainingConfig turned = registered("turned-of-test", new HorizontalFlip(0.5), new Rotation(15));
        assertThat(Ingredient.AUGMENTATION.of(turned)).contains(1.0);
        TrainingConfig half = Ingredient.AUGMENTATION.in(turned, 0.5);
        assertThat(Ingredient.AUGMENTATION.of(half)).contains(0.5);
        assertThat(Ingredient.AUGMENTATION.difference(half, turned)).contains(0.5);
        assertThat(Ingredient.AUGMENTATION.of(Ingredient.AUGMENTATION.in(turned, 0)))
                .contains(0.0);
        TrainingConfig flips = registered("flips-of-test", new HorizontalFlip(0.5));
        assertThat(Ingredient.AUGMENTATION.of(Ingredient.AUGMENTATION.in(flips, 0.5)))
                .as("half a flip is the same flip")
                .contains(1.0);
        TrainingConfig bare = registered("bare-of-test");
        assertThat(Ingredient.AUGMENTATION.of(bare)).contains(0.0);
        assertThat(Ingredient.AUGMENTATION.of(bare.withInput(turned.input()))).isEmpty();
    }

    @Test
    void anyAmountTellsTheStrengthIfAllAgree() {
        TrainingConfig dimmed =
                registered("dimmed-of-test", new Dimmed(10, 0.5), new Dimmed(4, 0.01), new DullLens(0.25));
        for (double strength : new double[] {0.3, 1, 1.7}) {
            TrainingConfig changed = Ingredient.AUGMENTATION.in(dimmed, strength);
            assertThat(Ingredient.AUGMENTATION.of(changed)).contains(strength);
            assertThat(changed.input().augmentations()).endsWith(new DullLens(0.25));
        }
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
    @MethodSource("recipes")
    void everyOptionMakesOneConfigurationOutOfAnother(String recipe) {
        TrainingConfig from = Recipes.named(recipe);
        for (String other : recipes()) {
            TrainingConfig wanted = Recipes.named(other);
            TrainingConfig changed = from;
            for (Ingredient ingredient : Ingredient.values()) {
                boolean told = ingredient != Ingredient.AUGMENTATION && ingredient != Ingredient.DEGRADATION;
                Optional<Double> difference = ingredient.difference(wanted, from);
                if (told && difference.isPresent()) {
                    changed = ingredient.in(changed, difference.get());
                }
            }
            assertThat(changed.optimization().refinements().all())
                    .containsExactlyInAnyOrderElementsOf(
                            wanted.optimization().refinements().all());
            assertThat(changed.input().mixings()).isEqualTo(wanted.input().mixings());
            assertThat(changed.input().late()).isEqualTo(wanted.input().late());
            assertThat(changed.targets()).containsExactlyInAnyOrderElementsOf(wanted.targets());
        }
    }

    @Test
    void aDetailIsNothingWithoutItsIngredient() {
        TrainingConfig small = Recipes.named(Recipes.SMALL);
        assertThat(Ingredient.SAM_FROM.in(small, 0)).isEqualTo(small);
        assertThatThrownBy(() -> Ingredient.SAM_FROM.in(small, 0.9))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a detail of sharpness-aware minimisation is 0.9, but the recipe does not use it");
        assertThatThrownBy(() -> Ingredient.EMA_LATE.in(small, 0.999)).hasMessageContaining("the weights' average");
        assertThatThrownBy(() -> Ingredient.LATE_AUGMENTATION_FROM.in(small, 0.8))
                .hasMessageContaining("nowhere said what it is to be");
        TrainingConfig sharp = Ingredient.SAM_FROM.in(Ingredient.SAM.in(small, 0.05), 0.9);
        assertThat(Ingredient.SAM_FROM.of(sharp)).contains(0.9);
        assertThat(Ingredient.SAM.of(Ingredient.SAM.in(sharp, 0.1))).contains(0.1);
        assertThat(Ingredient.SAM_FROM.of(Ingredient.SAM.in(sharp, 0.1)))
                .as("kept")
                .contains(0.9);
    }

    @Test
    void aFlipTakesThePlaceOfTheOther() {
        TrainingConfig article = Recipes.named(Recipes.ARTICLE);
        TrainingConfig alternating = FlipKind.ALTERNATING.in(article);
        assertThat(FlipKind.of(alternating)).isEqualTo(FlipKind.ALTERNATING);
        assertThat(alternating.input().augmentations())
                .containsExactly(new Shift(0.1, 0.1), new Zoom(0.2), new AlternatingFlip());
        assertThat(Ingredient.AUGMENTATION.of(alternating)).contains(1.0);
        assertThat(FlipKind.of(Ingredient.AUGMENTATION.in(alternating, 0.5))).isEqualTo(FlipKind.ALTERNATING);
        assertThat(FlipKind.RANDOM.in(alternating)).isEqualTo(article);
        assertThat(FlipKind.of(FlipKind.NONE.in(article))).isEqualTo(FlipKind.NONE);
        assertThat(FlipKind.RANDOM.in(FlipKind.NONE.in(article)).input().augmentations())
                .endsWith(new HorizontalFlip(0.5));
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
