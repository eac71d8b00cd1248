package dev.mien.training;

import dev.mien.dataset.SplitPlan;

/**
 * A named training configuration with its split of the data.
 *
 * @param training the configuration; its {@link TrainingConfig#recipe} is the recipe's name
 * @param split the split of the data if the user does not choose one
 */
public record Recipe(TrainingConfig training, SplitPlan.Method split) {
    /** The recipe's name. */
    public String name() {
        return training.recipe();
    }
}
