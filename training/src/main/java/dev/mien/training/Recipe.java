package dev.mien.training;

import dev.mien.dataset.SplitPlan;

/**
 * A named training configuration, and what belongs to it beside the training.
 *
 * @param training its {@link TrainingConfig#recipe} is the recipe's name
 * @param split how data is divided if the user does not choose
 */
public record Recipe(TrainingConfig training, SplitPlan.Method split) {
    /** The recipe's name. */
    public String name() {
        return training.recipe();
    }
}
