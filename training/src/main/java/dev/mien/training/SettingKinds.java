package dev.mien.training;

import dev.mien.RecordKinds;
import dev.mien.augmentation.Augmentation;
import dev.mien.augmentation.Augmentations;
import dev.mien.engine.OptimizerSpec;
import dev.mien.engine.Optimizers;
import dev.mien.engine.Refinement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings of which there are kinds, with the names that files give these. */
final class SettingKinds {
    private static final Map<Class<?>, RecordKinds<?>> ALL = Map.of(
            Augmentation.class,
            Augmentations.kinds(),
            OptimizerSpec.class,
            Optimizers.kinds(),
            LearningRateSchedule.class,
            new RecordKinds<LearningRateSchedule>("schedule")
                    .add("constant", LearningRateSchedule.Constant.class)
                    .add("cosine", LearningRateSchedule.Cosine.class)
                    .add("one_cycle", LearningRateSchedule.OneCycle.class)
                    .add("steps", LearningRateSchedule.Steps.class),
            Refinement.class,
            new RecordKinds<Refinement>("refinement")
                    .add("weight_decay", Refinement.WeightDecay.class)
                    .add("gradient_clipping", Refinement.GradientClipping.class)
                    .add("ema", Refinement.ExponentialAverage.class)
                    .add("measured_statistics", Refinement.MeasuredStatistics.class)
                    .add("sam", Refinement.SharpnessAware.class)
                    .add("dropout", Refinement.DropoutRate.class),
            TargetRule.class,
            new RecordKinds<TargetRule>("rule for targets")
                    .add("label_smoothing", TargetRule.LabelSmoothing.class)
                    .add("class_weights", TargetRule.ClassWeights.class)
                    .add("ferplus", TargetRule.FerPlusVoting.class)
                    .add("distillation", TargetRule.Distillation.class),
            Mixing.class,
            new RecordKinds<Mixing>("mixing").add("mixup", Mixing.Mixup.class).add("cutmix", Mixing.CutMix.class));

    private SettingKinds() {}

    /** The types that have kinds. */
    static Set<Class<?>> types() {
        return ALL.keySet();
    }

    /** The kinds of a type, or of one that a record is of; empty if it has none. */
    static Optional<RecordKinds<?>> of(Class<?> type) {
        return ALL.entrySet().stream()
                .filter(entry -> entry.getKey().isAssignableFrom(type))
                .<RecordKinds<?>>map(Map.Entry::getValue)
                .findFirst();
    }
}
