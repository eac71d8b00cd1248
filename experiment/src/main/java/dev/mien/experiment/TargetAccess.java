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
}
