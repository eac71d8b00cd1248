package dev.mien.experiment;

import dev.mien.InvalidInputException;
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

/** An ingredient of a recipe that one number describes, and the option of the command line that sets it; 0 leaves it out. */
public enum Ingredient {
    WEIGHT_DECAY(
            "--weight-decay",
            refinement(Refinement.WeightDecay.class, Refinement.WeightDecay::new, Refinement.WeightDecay::factor)),
    EMA(
            "--ema",
            refinement(
                    Refinement.ExponentialAverage.class,
                    Refinement.ExponentialAverage::new,
                    Refinement.ExponentialAverage::decay)),
    CLIP_NORM(
            "--clip-norm",
            refinement(
                    Refinement.GradientClipping.class,
                    Refinement.GradientClipping::new,
                    Refinement.GradientClipping::norm)),
    SAM(
            "--sam",
            refinement(
                    Refinement.SharpnessAware.class,
                    Refinement.SharpnessAware::new,
                    Refinement.SharpnessAware::radius)),
    LABEL_SMOOTHING(
            "--label-smoothing",
            target(TargetRule.LabelSmoothing.class, TargetRule.LabelSmoothing::new, TargetRule.LabelSmoothing::amount)),
    CLASS_WEIGHTS(
            "--class-weights",
            target(TargetRule.ClassWeights.class, TargetRule.ClassWeights::new, TargetRule.ClassWeights::power)),
    FERPLUS_WEIGHT(
            "--ferplus-weight",
            target(TargetRule.FerPlusVoting.class, TargetRule.FerPlusVoting::new, TargetRule.FerPlusVoting::weight)),
    DISTILL_WEIGHT(
            "--distill-weight",
            target(TargetRule.Distillation.class, TargetRule.Distillation::new, TargetRule.Distillation::weight)),
    MIXUP("--mixup", mixing(Mixing.Mixup.class, Mixing.Mixup::new)),
    CUTMIX("--cutmix", mixing(Mixing.CutMix.class, Mixing.CutMix::new)),
    /** How far the recipe's augmentation goes, as a multiple of it; {@link #DEGRADATION} is apart from it. */
    AUGMENTATION("--augmentation", augmentation()),
    DEGRADATION("--degradation", degradation()),
    PROGRESSIVE("--progressive", progressive());

    /** Strengths are whole billionths, so that one is known again when the rounding is taken out of a ratio. */
    private static final double STRENGTH_STEPS = 1e9;

    private final String option;
    private final Access access;

    /** How a configuration holds an ingredient. */
    private record Access(
            Function<TrainingConfig, Optional<Double>> get, BiFunction<TrainingConfig, Double, TrainingConfig> set) {}

    Ingredient(String option, Access access) {
        this.option = option;
        this.access = access;
    }

    /** The option that sets it. */
    public String option() {
        return option;
    }

    /** Its number; empty where the configuration does without. */
    public Optional<Double> of(TrainingConfig config) {
        return access.get.apply(config);
    }

    /**
     * The configuration with this much of it.
     *
     * @param value 0 for none
     * @throws InvalidInputException if the value is outside of the ingredient's range
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

    /** Of the augmentation in multiples of the recipe's; empty if it is none. All recipes shift, so shifts tell. */
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
                    + ", expected 0 for none, 1 for the recipe's, or another multiple of it");
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

    /** All of another kind, in their order, and the new one after them. */
    private static <E, T extends E> List<E> changed(List<E> all, Class<T> kind, DoubleFunction<T> make, double value) {
        List<E> changed = new ArrayList<>(all);
        changed.removeIf(kind::isInstance);
        if (value != 0) {
            changed.add(make.apply(value));
        }
        return changed;
    }
}
