package dev.mien.experiment;

import dev.mien.training.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How a configuration holds an ingredient.
 *
 * @param get its number; empty where there is none
 * @param set the configuration with another number
 * @param absent the number that stands for none
 * @param canBeAbsent whether a configuration without a number can be told by {@code absent}
 */
record IngredientAccess(
        Function<TrainingConfig, Optional<Double>> get,
        BiFunction<TrainingConfig, Double, TrainingConfig> set,
        double absent,
        Predicate<TrainingConfig> canBeAbsent) {

    /** Of an ingredient that 0 leaves out. */
    IngredientAccess(
            Function<TrainingConfig, Optional<Double>> get, BiFunction<TrainingConfig, Double, TrainingConfig> set) {
        this(get, set, 0, config -> true);
    }

    /** All of another kind, in their order, and the new one after them. */
    static <E, T extends E> List<E> changed(List<E> all, Class<T> kind, DoubleFunction<T> make, double value) {
        List<E> changed = new ArrayList<>(all);
        changed.removeIf(kind::isInstance);
        if (value != 0) {
            changed.add(make.apply(value));
        }
        return changed;
    }
}
