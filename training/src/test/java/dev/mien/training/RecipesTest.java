package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.dataset.SplitPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipesTest {
    @ParameterizedTest
    @CsvSource({
        "article, RANDOM",
        "article-sgd, RANDOM",
        "article-long, RANDOM",
        "small, RANDOM",
        "mien, OFFICIAL",
        "mien-emotions, OFFICIAL"
    })
    void aRecipeCarriesItsSplit(String name, SplitPlan.Method split) {
        assertThat(Recipes.split(name)).isEqualTo(split);
        assertThat(Recipes.named(name).recipe()).isEqualTo(name);
    }

    /** Its name begins as the flagship's does, and means nothing by it. */
    @Test
    void anotherProgramAddsItsOwn() {
        TrainingConfig small = Recipes.named(Recipes.SMALL);
        TrainingConfig own = new TrainingConfig(
                "mien-of-recipes-test",
                small.architecture(),
                small.duration(),
                small.optimization(),
                small.input(),
                small.targets(),
                small.computation());
        Recipes.register(new Recipe(own, SplitPlan.Method.RANDOM));
        assertThat(Recipes.split("mien-of-recipes-test")).isEqualTo(SplitPlan.Method.RANDOM);
        assertThat(Recipes.named("mien-of-recipes-test")).isEqualTo(own);
        assertThat(Recipes.names()).startsWith("article").contains("mien-of-recipes-test");
        assertThatThrownBy(() -> Recipes.register(new Recipe(own, SplitPlan.Method.OFFICIAL)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the name 'mien-of-recipes-test' of the recipe is taken: choose another name");
        assertThatThrownBy(() -> Recipes.split("none"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("no recipe is named 'none'; there are article,");
    }
}
