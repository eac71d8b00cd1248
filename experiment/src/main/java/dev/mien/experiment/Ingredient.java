package dev.mien.experiment;

import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.engine.Refinement;
import dev.mien.training.Mixing;
import dev.mien.training.TargetRule;
import dev.mien.training.TrainingConfig;
import java.util.Optional;

/**
 * An ingredient of a recipe that one number describes, and the setting that holds the number. Some are details of
 * another ingredient and need it.
 */
public enum Ingredient {
    WEIGHT_DECAY(
            Remedy.Setting.WEIGHT_DECAY,
            RefinementAccess.of(
                    Refinement.WeightDecay.class, Refinement.WeightDecay::new, Refinement.WeightDecay::factor)),
    EMA(Remedy.Setting.EMA, RefinementAccess.average()),
    EMA_LATE(Remedy.Setting.EMA_LATE, RefinementAccess.lateDecay()),
    EMA_LATE_FROM(Remedy.Setting.EMA_LATE_FROM, RefinementAccess.lateDecayFrom()),
    MEASURED_STATISTICS(Remedy.Setting.MEASURED_STATISTICS, RefinementAccess.measuredStatistics()),
    CLIP_NORM(
            Remedy.Setting.CLIP_NORM,
            RefinementAccess.of(
                    Refinement.GradientClipping.class,
                    Refinement.GradientClipping::new,
                    Refinement.GradientClipping::norm)),
    SAM(Remedy.Setting.SAM, RefinementAccess.sharpness()),
    SAM_FROM(Remedy.Setting.SAM_FROM, RefinementAccess.sharpnessFrom()),
    DROPOUT(Remedy.Setting.DROPOUT, RefinementAccess.dropout()),
    LABEL_SMOOTHING(
            Remedy.Setting.LABEL_SMOOTHING,
            TargetAccess.of(
                    TargetRule.LabelSmoothing.class,
                    TargetRule.LabelSmoothing::new,
                    TargetRule.LabelSmoothing::amount)),
    CLASS_WEIGHTS(
            Remedy.Setting.CLASS_WEIGHTS,
            TargetAccess.of(
                    TargetRule.ClassWeights.class, TargetRule.ClassWeights::new, TargetRule.ClassWeights::power)),
    FERPLUS_WEIGHT(
            Remedy.Setting.FERPLUS_WEIGHT,
            TargetAccess.of(
                    TargetRule.FerPlusVoting.class, TargetRule.FerPlusVoting::new, TargetRule.FerPlusVoting::weight)),
    DISTILL_WEIGHT(Remedy.Setting.DISTILL_WEIGHT, TargetAccess.distillation()),
    MIXUP(Remedy.Setting.MIXUP, InputAccess.mixing(Mixing.Mixup.class, Mixing.Mixup::new)),
    CUTMIX(Remedy.Setting.CUTMIX, InputAccess.mixing(Mixing.CutMix.class, Mixing.CutMix::new)),
    MIXING_SHARE(Remedy.Setting.MIXING_SHARE, InputAccess.mixingShare()),
    MIXING_UNTIL(Remedy.Setting.MIXING_UNTIL, InputAccess.mixingUntil()),
    /**
     * The strength of the augmentation, as a multiple of the recipe's, without {@link #DEGRADATION} and
     * {@link FlipKind}.
     */
    AUGMENTATION(Remedy.Setting.AUGMENTATION, InputAccess.augmentation()),
    LATE_AUGMENTATION(Remedy.Setting.LATE_AUGMENTATION, InputAccess.lateAugmentation()),
    LATE_AUGMENTATION_FROM(Remedy.Setting.LATE_AUGMENTATION_FROM, InputAccess.lateAugmentationFrom()),
    DEGRADATION(Remedy.Setting.DEGRADATION, InputAccess.degradation());

    private final Remedy.Setting setting;
    private final IngredientAccess access;

    Ingredient(Remedy.Setting setting, IngredientAccess access) {
        this.setting = setting;
        this.access = access;
    }

    /** The setting that holds its number. */
    public Remedy.Setting setting() {
        return setting;
    }

    /** Its number; empty if the configuration does not have it, or if a detail has its usual value. */
    public Optional<Double> of(TrainingConfig config) {
        return access.get().apply(config);
    }

    /**
     * The configuration with this amount of the ingredient.
     *
     * @param value 0 leaves it out. A share after which something begins is 0, and a share until which it lasts is 1,
     *     to have it all the time
     * @throws InvalidInputException if the value is outside the ingredient's range, or if it is a detail of an
     *     ingredient that the configuration does not have
     */
    public TrainingConfig in(TrainingConfig config, double value) {
        return access.set().apply(config, value);
    }

    /** The number that a configuration has and another has not; empty if they agree, or if no number describes it. */
    Optional<Double> difference(TrainingConfig config, TrainingConfig from) {
        Optional<Double> value = of(config);
        boolean told = value.isPresent() || access.canBeAbsent().test(config);
        return told && !value.equals(of(from)) ? Optional.of(value.orElse(access.absent())) : Optional.empty();
    }
}
