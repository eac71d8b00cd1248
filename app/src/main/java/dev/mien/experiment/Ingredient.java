package dev.mien.experiment;

import dev.mien.InvalidInputException;
import dev.mien.engine.Refinement;
import dev.mien.training.Mixing;
import dev.mien.training.TargetRule;
import dev.mien.training.TrainingConfig;
import java.util.Optional;

/**
 * An ingredient of a recipe that one number describes, and the option of the command line that sets it. Some are details of another
 * ingredient, and are nothing without it.
 */
public enum Ingredient {
    WEIGHT_DECAY(
            "--weight-decay",
            RefinementAccess.of(
                    Refinement.WeightDecay.class, Refinement.WeightDecay::new, Refinement.WeightDecay::factor)),
    EMA("--ema", RefinementAccess.average()),
    EMA_LATE("--ema-late", RefinementAccess.lateDecay()),
    EMA_LATE_FROM("--ema-late-from", RefinementAccess.lateDecayFrom()),
    MEASURED_STATISTICS("--measured-statistics", RefinementAccess.measuredStatistics()),
    CLIP_NORM(
            "--clip-norm",
            RefinementAccess.of(
                    Refinement.GradientClipping.class,
                    Refinement.GradientClipping::new,
                    Refinement.GradientClipping::norm)),
    SAM("--sam", RefinementAccess.sharpness()),
    SAM_FROM("--sam-from", RefinementAccess.sharpnessFrom()),
    DROPOUT("--dropout", RefinementAccess.dropout()),
    LABEL_SMOOTHING(
            "--label-smoothing",
            TargetAccess.of(
                    TargetRule.LabelSmoothing.class,
                    TargetRule.LabelSmoothing::new,
                    TargetRule.LabelSmoothing::amount)),
    CLASS_WEIGHTS(
            "--class-weights",
            TargetAccess.of(
                    TargetRule.ClassWeights.class, TargetRule.ClassWeights::new, TargetRule.ClassWeights::power)),
    FERPLUS_WEIGHT(
            "--ferplus-weight",
            TargetAccess.of(
                    TargetRule.FerPlusVoting.class, TargetRule.FerPlusVoting::new, TargetRule.FerPlusVoting::weight)),
    DISTILL_WEIGHT("--distill-weight", TargetAccess.distillation()),
    MIXUP("--mixup", InputAccess.mixing(Mixing.Mixup.class, Mixing.Mixup::new)),
    CUTMIX("--cutmix", InputAccess.mixing(Mixing.CutMix.class, Mixing.CutMix::new)),
    MIXING_SHARE("--mixing-share", InputAccess.mixingShare()),
    MIXING_UNTIL("--mixing-until", InputAccess.mixingUntil()),
    /** How far the recipe's augmentation goes, as a multiple of it; {@link #DEGRADATION} and {@link FlipKind} are apart from it. */
    AUGMENTATION("--augmentation", InputAccess.augmentation()),
    LATE_AUGMENTATION("--late-augmentation", InputAccess.lateAugmentation()),
    LATE_AUGMENTATION_FROM("--late-augmentation-from", InputAccess.lateAugmentationFrom()),
    DEGRADATION("--degradation", InputAccess.degradation());

    private final String option;
    private final IngredientAccess access;

    Ingredient(String option, IngredientAccess access) {
        this.option = option;
        this.access = access;
    }

    /** The option that sets it. */
    public String option() {
        return option;
    }

    /** Its number; empty where the configuration does without, or a detail is as it usually is. */
    public Optional<Double> of(TrainingConfig config) {
        return access.get().apply(config);
    }

    /**
     * The configuration with this much of it.
     *
     * @param value 0 leaves it out; a share behind which something begins is 0, and one until which it lasts is 1, where that is
     *     always so
     * @throws InvalidInputException if the value is outside of the ingredient's range, or it is a detail of one that is not there
     */
    public TrainingConfig in(TrainingConfig config, double value) {
        return access.set().apply(config, value);
    }

    /** The option's value that makes a configuration as another is; empty where they agree, or no number tells it. */
    Optional<Double> difference(TrainingConfig config, TrainingConfig from) {
        Optional<Double> value = of(config);
        boolean told = value.isPresent() || access.canBeAbsent().test(config);
        return told && !value.equals(of(from)) ? Optional.of(value.orElse(access.absent())) : Optional.empty();
    }
}
