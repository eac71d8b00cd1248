package dev.mien.experiment;

import dev.mien.InvalidInputException;
import dev.mien.augmentation.Augmentation;
import dev.mien.augmentation.Degradation;
import dev.mien.training.LateAugmentation;
import dev.mien.training.Mixing;
import dev.mien.training.Mixings;
import dev.mien.training.Recipes;
import dev.mien.training.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;

/** Ingredients that change what a network is shown. */
final class InputAccess {
    private static final double USUAL_LATE_FROM = 0.9;

    private InputAccess() {}

    static <T extends Mixing> IngredientAccess mixing(Class<T> kind, DoubleFunction<T> make) {
        return new IngredientAccess(
                config -> config.input().mixings().kinds().stream()
                        .filter(kind::isInstance)
                        .map(Mixing::alpha)
                        .findFirst(),
                (config, value) -> {
                    Mixings old = config.input().mixings();
                    return with(config, old.withKinds(IngredientAccess.changed(old.kinds(), kind, make, value)));
                });
    }

    private static TrainingConfig with(TrainingConfig config, Mixings mixings) {
        return config.withInput(config.input().withMixings(mixings));
    }

    static IngredientAccess mixingShare() {
        return new IngredientAccess(
                config -> below1(config.input().mixings().share()),
                (config, value) -> {
                    Mixings old = config.input().mixings();
                    return with(config, new Mixings(old.kinds(), value, old.until()));
                },
                1,
                config -> true);
    }

    static IngredientAccess mixingUntil() {
        return new IngredientAccess(
                config -> below1(config.input().mixings().until()),
                (config, value) -> {
                    Mixings old = config.input().mixings();
                    return with(config, new Mixings(old.kinds(), old.share(), value));
                },
                1,
                config -> true);
    }

    private static Optional<Double> below1(double share) {
        return share < 1 ? Optional.of(share) : Optional.empty();
    }

    static IngredientAccess augmentation() {
        return new IngredientAccess(
                config -> strength(config.input().augmentations(), config),
                (config, value) -> {
                    List<Augmentation> changed = new ArrayList<>(AugmentationStrength.times(usual(config), value));
                    List<Augmentation> old = config.input().augmentations();
                    if (value != 0 && !withoutDamage(old).isEmpty()) {
                        FlipKind.of(old).applyTo(changed);
                    }
                    old.stream().filter(Augmentation::isDamage).forEach(changed::add);
                    return config.withInput(config.input().withAugmentations(changed));
                },
                0,
                config -> false);
    }

    /** The recipe's, without damage. */
    private static List<Augmentation> usual(TrainingConfig config) {
        return withoutDamage(Recipes.named(config.recipe()).input().augmentations());
    }

    private static List<Augmentation> withoutDamage(List<Augmentation> augmentations) {
        return augmentations.stream()
                .filter(augmentation -> !augmentation.isDamage())
                .toList();
    }

    /** Of the augmentation in multiples of the recipe's; empty if it is none. */
    private static Optional<Double> strength(List<Augmentation> augmentations, TrainingConfig config) {
        List<Augmentation> is = withoutDamage(augmentations);
        return is.isEmpty()
                ? Optional.of(0.0)
                : AugmentationStrength.of(FlipKind.without(is), FlipKind.without(usual(config)));
    }

    static IngredientAccess lateAugmentation() {
        return new IngredientAccess(
                config -> config.input().late().map(LateAugmentation::strength),
                (config, value) -> late(
                        config,
                        value == 0
                                ? Optional.empty()
                                : Optional.of(new LateAugmentation(
                                        value,
                                        config.input()
                                                .late()
                                                .map(LateAugmentation::from)
                                                .orElse(USUAL_LATE_FROM)))));
    }

    static IngredientAccess lateAugmentationFrom() {
        return new IngredientAccess(
                config -> config.input().late().map(LateAugmentation::from),
                (config, value) -> {
                    LateAugmentation old = config.input()
                            .late()
                            .orElseThrow(
                                    () -> new InvalidInputException("the augmentation in the last epochs is to begin"
                                            + " after " + value
                                            + " of the epochs, and it is nowhere said what it is to be"));
                    return late(config, Optional.of(new LateAugmentation(old.strength(), value)));
                },
                0,
                config -> false);
    }

    private static TrainingConfig late(TrainingConfig config, Optional<LateAugmentation> late) {
        return config.withInput(config.input().withLate(late));
    }

    static IngredientAccess degradation() {
        return new IngredientAccess(
                config -> config.input().augmentations().stream()
                        .filter(Degradation.class::isInstance)
                        .map(augmentation -> ((Degradation) augmentation).probability())
                        .findFirst(),
                (config, value) -> {
                    TrainingConfig.Input old = config.input();
                    return config.withInput(old.withAugmentations(
                            IngredientAccess.changed(old.augmentations(), Degradation.class, Degradation::new, value)));
                });
    }
}
