package dev.mien.experiment;

import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.augmentation.Augmentation;
import dev.mien.augmentation.Degradation;
import dev.mien.augmentation.Shift;
import dev.mien.engine.Refinement;
import dev.mien.engine.Refinements;
import dev.mien.training.Mixing;
import dev.mien.training.ProgressiveSize;
import dev.mien.training.Recipes;
import dev.mien.training.TargetRule;
import dev.mien.training.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** An ingredient of a recipe that one number describes, and the setting that holds the number; 0 leaves it out. */
public enum Ingredient {
    WEIGHT_DECAY(
            Remedy.Setting.WEIGHT_DECAY,
            refinement(Refinement.WeightDecay.class, Refinement.WeightDecay::new, Refinement.WeightDecay::factor)),
    EMA(
            Remedy.Setting.EMA,
            refinement(
                    Refinement.ExponentialAverage.class,
                    Refinement.ExponentialAverage::new,
                    Refinement.ExponentialAverage::decay)),
    CLIP_NORM(
            Remedy.Setting.CLIP_NORM,
            refinement(
                    Refinement.GradientClipping.class,
                    Refinement.GradientClipping::new,
                    Refinement.GradientClipping::norm)),
    SAM(
            Remedy.Setting.SAM,
            refinement(
                    Refinement.SharpnessAware.class,
                    Refinement.SharpnessAware::new,
                    Refinement.SharpnessAware::radius)),
    LABEL_SMOOTHING(
            Remedy.Setting.LABEL_SMOOTHING,
            target(TargetRule.LabelSmoothing.class, TargetRule.LabelSmoothing::new, TargetRule.LabelSmoothing::amount)),
    CLASS_WEIGHTS(
            Remedy.Setting.CLASS_WEIGHTS,
            target(TargetRule.ClassWeights.class, TargetRule.ClassWeights::new, TargetRule.ClassWeights::power)),
    FERPLUS_WEIGHT(
            Remedy.Setting.FERPLUS_WEIGHT,
            target(TargetRule.FerPlusVoting.class, TargetRule.FerPlusVoting::new, TargetRule.FerPlusVoting::weight)),
    DISTILL_WEIGHT(
            Remedy.Setting.DISTILL_WEIGHT,
            target(TargetRule.Distillation.class, TargetRule.Distillation::new, TargetRule.Distillation::weight)),
    MIXUP(Remedy.Setting.MIXUP, mixing(Mixing.Mixup.class, Mixing.Mixup::new)),
    CUTMIX(Remedy.Setting.CUTMIX, mixing(Mixing.CutMix.class, Mixing.CutMix::new)),
    /** The strength of the augmentation, as a multiple of the recipe's. It does not include {@link #DEGRADATION}. */
    AUGMENTATION(Remedy.Setting.AUGMENTATION, augmentation()),
    DEGRADATION(Remedy.Setting.DEGRADATION, degradation()),
    PROGRESSIVE(Remedy.Setting.PROGRESSIVE, progressive());

    /** Strengths are whole billionths, so that a ratio with rounding errors gives the exact strength. */
    private static final double STRENGTH_STEPS = 1e9;

    private final Remedy.Setting setting;
    private final Access access;

    /** Reads and writes an ingredient of a configuration. */
    private record Access(
            Function<TrainingConfig, Optional<Double>> get, BiFunction<TrainingConfig, Double, TrainingConfig> set) {}

    Ingredient(Remedy.Setting setting, Access access) {
        this.setting = setting;
        this.access = access;
    }

    /** The setting that holds its number. */
    public Remedy.Setting setting() {
        return setting;
    }

    /** Its number; empty if the configuration does not have it. */
    public Optional<Double> of(TrainingConfig config) {
        return access.get.apply(config);
    }

    /**
     * The configuration with this amount of the ingredient.
     *
     * @param value 0 leaves it out
     * @throws InvalidInputException if the value is outside the ingredient's range
     */
    public TrainingConfig in(TrainingConfig config, double value) {
        return access.set.apply(config, value);
    }

    private static <T extends Refinement> Access refinement(
            Class<T> kind, DoubleFunction<T> make, ToDoubleFunction<T> read) {
        return new Access(
                config -> config.optimization().refinements().get(kind).map(read::applyAsDouble), (config, value) -> {
                    TrainingConfig.Optimization old = config.optimization();
                    List<Refinement> changed = changed(old.refinements().all(), kind, make, value);
                    return config.withOptimization(new TrainingConfig.Optimization(
                            old.optimizer(),
                            old.learningRate(),
                            old.schedule(),
                            new Refinements(changed),
                            old.batchSize()));
                });
    }

    private static <T extends TargetRule> Access target(
            Class<T> kind, DoubleFunction<T> make, ToDoubleFunction<T> read) {
        return new Access(
                config -> config.target(kind).map(read::applyAsDouble),
                (config, value) -> config.withTargets(changed(config.targets(), kind, make, value)));
    }

    private static <T extends Mixing> Access mixing(Class<T> kind, DoubleFunction<T> make) {
        return new Access(
                config -> config.input().mixings().stream()
                        .filter(kind::isInstance)
                        .map(Mixing::alpha)
                        .findFirst(),
                (config, value) -> {
                    TrainingConfig.Input old = config.input();
                    return config.withInput(old.withMixings(changed(old.mixings(), kind, make, value)));
                });
    }

    private static Access augmentation() {
        return new Access(Ingredient::strength, (config, value) -> {
            List<Augmentation> changed =
                    new ArrayList<>(times(Recipes.named(config.recipe()).input().augmentations(), rounded(value)));
            config.input().augmentations().stream()
                    .filter(Degradation.class::isInstance)
                    .forEach(changed::add);
            return config.withInput(config.input().withAugmentations(changed));
        });
    }

    /**
     * The augmentation as a multiple of the recipe's; empty if it is not a multiple. All recipes have a shift, so
     * shifts give the multiple.
     */
    private static Optional<Double> strength(TrainingConfig config) {
        List<Augmentation> is = config.input().augmentations().stream()
                .filter(augmentation -> !(augmentation instanceof Degradation))
                .toList();
        if (is.isEmpty()) {
            return Optional.of(0.0);
        }
        List<Augmentation> usual = Recipes.named(config.recipe()).input().augmentations();
        double strength = rounded(shift(is) / shift(usual));
        return strength > 0 && times(usual, strength).equals(is) ? Optional.of(strength) : Optional.empty();
    }

    private static double rounded(double strength) {
        return Double.isFinite(strength) ? Math.round(strength * STRENGTH_STEPS) / STRENGTH_STEPS : strength;
    }

    private static double shift(List<Augmentation> augmentations) {
        return augmentations.stream()
                .filter(Shift.class::isInstance)
                .mapToDouble(augmentation -> ((Shift) augmentation).horizontal())
                .findFirst()
                .orElse(0);
    }

    private static List<Augmentation> times(List<Augmentation> augmentations, double strength) {
        if (!(strength >= 0)) {
            throw new InvalidInputException("strength of the augmentation is " + strength
                    + ", expected 0 for no augmentation, 1 for the recipe's, or another multiple of it");
        }
        return strength == 0
                ? List.of()
                : augmentations.stream()
                        .map(augmentation -> augmentation.times(strength))
                        .toList();
    }

    private static Access degradation() {
        return new Access(
                config -> config.input().augmentations().stream()
                        .filter(Degradation.class::isInstance)
                        .map(augmentation -> ((Degradation) augmentation).probability())
                        .findFirst(),
                (config, value) -> {
                    TrainingConfig.Input old = config.input();
                    return config.withInput(old.withAugmentations(
                            changed(old.augmentations(), Degradation.class, Degradation::new, value)));
                });
    }

    private static Access progressive() {
        return new Access(
                config -> config.input().progressive().map(size -> (double) size.side()),
                (config, value) -> config.withInput(config.input()
                        .withProgressive(
                                value == 0 ? Optional.empty() : Optional.of(ProgressiveSize.firstHalf(value)))));
    }

    /** All elements of other kinds in their order, followed by the new one. */
    private static <E, T extends E> List<E> changed(List<E> all, Class<T> kind, DoubleFunction<T> make, double value) {
        List<E> changed = new ArrayList<>(all);
        changed.removeIf(kind::isInstance);
        if (value != 0) {
            changed.add(make.apply(value));
        }
        return changed;
    }
}
