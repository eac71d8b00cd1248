package dev.mien.experiment;

import dev.mien.dataset.SplitPlan;
import dev.mien.training.LearningRateSchedule;
import dev.mien.training.ProgressiveSize;
import dev.mien.training.Recipes;
import dev.mien.training.RunConfig;
import dev.mien.training.TargetRule;
import dev.mien.training.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The command that repeats a run; several, where it was stopped and went on to another end. */
final class CommandText {
    private CommandText() {}

    static String of(RunConfig config) {
        return of(config, UnaryOperator.identity());
    }

    /** @param path how a path is to be written */
    static String of(RunConfig config, UnaryOperator<String> path) {
        TrainingConfig training = config.training();
        List<Integer> plans = new ArrayList<>(
                config.earlierPlans().stream().map(RunConfig.Plan::epochs).toList());
        plans.add(training.duration().epochs());
        List<String> words = new ArrayList<>(List.of("./mien", "train"));
        if (!config.data().source().equals(Faces.DRAWN)) {
            add(words, "--data", quoted(path.apply(config.data().source())));
        }
        config.data().ferPlus().ifPresent(file -> add(words, "--ferplus", quoted(path.apply(file.path()))));
        addModels(words, "--teacher", config.data().teachers(), path);
        training.target(TargetRule.Distillation.class)
                .filter(rule -> rule.views() > 0)
                .ifPresent(rule -> add(words, "--teacher-views", rule.views()));
        config.data().teaching().folder().ifPresent(folder -> add(words, "--teacher-bank", quoted(path.apply(folder))));
        add(words, "--recipe", training.recipe());
        add(words, "--architecture", training.architecture());
        add(words, "--epochs", plans.get(0));
        add(words, "--patience", training.duration().patience());
        add(words, "--keep", training.duration().keep().label());
        add(words, "--batch", training.optimization().batchSize());
        add(words, "--optimizer", training.optimization().optimizer().label());
        add(words, "--learning-rate", training.optimization().learningRate());
        addIngredients(words, training);
        add(words, "--scaling", training.input().scaling().label());
        add(words, "--precision", training.computation().precision().label());
        add(words, "--threads", training.computation().threads());
        add(words, "--seed", training.computation().seed());
        if (training.computation().deterministic()) {
            words.add("--deterministic");
        }
        addSplit(words, config.split());
        if (config.data().limit() < config.data().rows()) {
            add(words, "--limit", config.data().limit());
        }
        addModels(words, "--initial-weights", config.initialWeights(), path);
        StringBuilder text = new StringBuilder(String.join(" ", words));
        for (int i = 0; i < config.earlierPlans().size(); i++) {
            text.append(String.format(
                    Locale.ROOT,
                    "\n# stopped after epoch %d, and then\n./mien train --resume RUN --epochs %d",
                    config.earlierPlans().get(i).until(),
                    plans.get(i + 1)));
        }
        return text.toString();
    }

    private static void addModels(
            List<String> words, String option, List<RunConfig.Source> models, UnaryOperator<String> path) {
        if (!models.isEmpty()) {
            add(
                    words,
                    option,
                    models.stream().map(file -> quoted(path.apply(file.path()))).collect(Collectors.joining(",")));
        }
    }

    /** What differs from the recipe. */
    private static void addIngredients(List<String> words, TrainingConfig training) {
        TrainingConfig recipe = Recipes.named(training.recipe());
        LearningRateSchedule schedule = training.optimization().schedule();
        if (!schedule.equals(recipe.optimization().schedule())) {
            add(words, "--schedule", schedule.label().replace("_", ""));
            schedule.warmupShare().ifPresent(share -> add(words, "--warmup", share));
        }
        for (Ingredient ingredient : Ingredient.values()) {
            ingredient.difference(training, recipe).ifPresent(value -> add(words, ingredient.option(), value));
        }
        if (FlipKind.of(training) != FlipKind.of(recipe)) {
            add(words, "--flip", FlipKind.of(training).label());
        }
        Optional<ProgressiveSize> progressive = training.input().progressive();
        if (!progressive.equals(recipe.input().progressive())) {
            add(words, "--progressive", progressive.map(ProgressiveSize::text).orElse("0"));
        }
    }

    private static void addSplit(List<String> words, SplitPlan split) {
        add(words, "--split", split.method().label());
        if (split.method() == SplitPlan.Method.RANDOM) {
            add(words, "--test-fraction", split.testFraction());
            add(words, "--validation-fraction", split.validationFraction());
        }
        if (split.groupDuplicates()) {
            words.add("--group-duplicates");
        }
    }

    private static void add(List<String> words, String option, Object value) {
        words.add(option);
        words.add(value.toString());
    }

    private static String quoted(String path) {
        return path.matches("[A-Za-z0-9_./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }
}
