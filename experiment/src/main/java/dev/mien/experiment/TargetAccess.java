package dev.mien.experiment;

import dev.mien.training.TargetRule;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** Ingredients that are rules for targets. */
final class TargetAccess {
    private TargetAccess() {}

    static <T extends TargetRule> IngredientAccess of(Class<T> kind, DoubleFunction<T> make, ToDoubleFunction<T> read) {
        return new IngredientAccess(
                config -> config.target(kind).map(read::applyAsDouble),
                (config, value) -> config.withTargets(IngredientAccess.changed(config.targets(), kind, make, value)));
    }

    /** The weight of teachers, who are asked about as many views as before. */
    static IngredientAccess distillation() {
        IngredientAccess whole =
                of(TargetRule.Distillation.class, TargetRule.Distillation::new, TargetRule.Distillation::weight);
        return new IngredientAccess(whole.get(), (config, value) -> {
            int views = config.target(TargetRule.Distillation.class)
                    .map(TargetRule.Distillation::views)
                    .orElse(0);
            return config.withTargets(IngredientAccess.changed(
                    config.targets(),
                    TargetRule.Distillation.class,
                    weight -> new TargetRule.Distillation(weight, views),
                    value));
        });
    }
}
