package dev.mien.experiment;

import dev.mien.Remedy;
import dev.mien.dataset.Relabelling;
import dev.mien.dataset.SplitPlan;
import dev.mien.run.RunFaces;
import dev.mien.training.Labelling;
import dev.mien.training.LearningRateSchedule;
import dev.mien.training.ProgressiveSize;
import dev.mien.training.Recipes;
import dev.mien.training.RunConfig;
import dev.mien.training.TargetRule;
import dev.mien.training.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The settings that repeat a run. Ingredients and a schedule that the recipe already has are left out.
 *
 * @param values in the order in which a reader expects them
 * @param continuations the later plans of a run that was stopped and went on to another end
 */
public record RunSettings(List<Value> values, List<Continuation> continuations) {
    /** Copies the lists. */
    public RunSettings {
        values = List.copyOf(values);
        continuations = List.copyOf(continuations);
    }

    /**
     * One setting.
     *
     * @param texts its values as text; empty for a setting that is turned on
     */
    public record Value(Remedy.Setting setting, List<String> texts) {
        /** Copies the list. */
        public Value {
            texts = List.copyOf(texts);
        }
    }

    /**
     * A run that went on with another plan.
     *
     * @param stopped epoch after which it had stopped
     * @param epochs at most, from then on
     */
    public record Continuation(int stopped, int epochs) {}

    /** @param path how to write a path */
    static RunSettings of(RunConfig config, UnaryOperator<String> path) {
        List<Integer> plans = new ArrayList<>(
                config.earlierPlans().stream().map(RunConfig.Plan::epochs).toList());
        plans.add(config.training().duration().epochs());
        List<Continuation> continuations = new ArrayList<>();
        for (int i = 0; i < config.earlierPlans().size(); i++) {
            continuations.add(new Continuation(config.earlierPlans().get(i).until(), plans.get(i + 1)));
        }
        Collector collector = new Collector(path, new ArrayList<>());
        collector.addSources(config);
        collector.addTraining(config.training(), plans.get(0));
        collector.addSplit(config.split());
        if (config.data().limit() < config.data().rows()) {
            collector.add(Remedy.Setting.LIMIT, config.data().limit());
        }
        collector.addModels(Remedy.Setting.INITIAL_WEIGHTS, config.initialWeights());
        return new RunSettings(collector.values, continuations);
    }

    /** One setting a line: its name, a colon and its value. */
    String lines() {
        List<String> lines = new ArrayList<>();
        for (Value value : values) {
            lines.add(
                    value.setting().words() + (value.texts().isEmpty() ? "" : ": " + String.join(", ", value.texts())));
        }
        for (Continuation next : continuations) {
            lines.add("stopped after epoch " + next.stopped() + ", then resumed with epochs: " + next.epochs());
        }
        return String.join("\n", lines);
    }

    private record Collector(UnaryOperator<String> path, List<Value> values) {
        private void add(Remedy.Setting setting, Object value) {
            values.add(new Value(setting, List.of(value.toString())));
        }

        private void turnOn(Remedy.Setting setting, boolean on) {
            if (on) {
                values.add(new Value(setting, List.of()));
            }
        }

        private void addModels(Remedy.Setting setting, List<RunConfig.Source> models) {
            if (!models.isEmpty()) {
                values.add(new Value(
                        setting,
                        models.stream().map(file -> path.apply(file.path())).toList()));
            }
        }

        private void addSources(RunConfig config) {
            if (!config.data().source().equals(RunFaces.DRAWN)) {
                add(Remedy.Setting.DATA, path.apply(config.data().source()));
            }
            addLabelling(config.data().labelling());
            config.data().ferPlus().ifPresent(file -> add(Remedy.Setting.FERPLUS_VOTES, path.apply(file.path())));
            addModels(Remedy.Setting.TEACHER, config.data().teachers());
            config.training()
                    .target(TargetRule.Distillation.class)
                    .filter(rule -> rule.views() > 0)
                    .ifPresent(rule -> add(Remedy.Setting.TEACHER_VIEWS, rule.views()));
            config.data().teaching().folder().ifPresent(folder -> add(Remedy.Setting.TEACHER_BANK, path.apply(folder)));
        }

        private void addLabelling(Labelling labelling) {
            if (!labelling.read().equals(Labelling.FER2013.read())) {
                values.add(new Value(
                        Remedy.Setting.LABELS, List.of(labelling.read().split(",", -1))));
            }
            Relabelling changes = labelling.changes();
            if (!changes.targets().isEmpty()) {
                values.add(new Value(
                        Remedy.Setting.JOINED_CLASSES,
                        changes.targets().entrySet().stream()
                                .map(target -> target.getKey() + "=" + target.getValue())
                                .toList()));
            }
            if (!changes.kept().isEmpty()) {
                values.add(new Value(Remedy.Setting.CLASSES, changes.kept()));
            }
        }

        private void addTraining(TrainingConfig training, int epochs) {
            add(Remedy.Setting.RECIPE, training.recipe());
            add(Remedy.Setting.ARCHITECTURE, training.architecture());
            add(Remedy.Setting.EPOCHS, epochs);
            add(Remedy.Setting.PATIENCE, training.duration().patience());
            add(Remedy.Setting.KEPT_WEIGHTS, training.duration().keep().label());
            add(Remedy.Setting.BATCH_SIZE, training.optimization().batchSize());
            add(Remedy.Setting.OPTIMIZER, training.optimization().optimizer().label());
            add(Remedy.Setting.LEARNING_RATE, training.optimization().learningRate());
            addIngredients(training);
            add(Remedy.Setting.SCALING, training.input().scaling().label());
            add(Remedy.Setting.PRECISION, training.computation().precision().label());
            add(Remedy.Setting.THREADS, training.computation().threads());
            add(Remedy.Setting.SEED, training.computation().seed());
            turnOn(Remedy.Setting.DETERMINISTIC, training.computation().deterministic());
        }

        /** Adds what differs from the recipe. */
        private void addIngredients(TrainingConfig training) {
            TrainingConfig recipe = Recipes.named(training.recipe());
            LearningRateSchedule schedule = training.optimization().schedule();
            if (!schedule.equals(recipe.optimization().schedule())) {
                add(Remedy.Setting.SCHEDULE, schedule.label());
                schedule.warmupShare().ifPresent(share -> add(Remedy.Setting.WARMUP, share));
            }
            for (Ingredient ingredient : Ingredient.values()) {
                ingredient.difference(training, recipe).ifPresent(value -> add(ingredient.setting(), value));
            }
            if (FlipKind.of(training) != FlipKind.of(recipe)) {
                add(Remedy.Setting.FLIP, FlipKind.of(training).label());
            }
            Optional<ProgressiveSize> progressive = training.input().progressive();
            if (!progressive.equals(recipe.input().progressive())) {
                add(
                        Remedy.Setting.PROGRESSIVE,
                        progressive.map(ProgressiveSize::text).orElse("0"));
            }
        }

        private void addSplit(SplitPlan split) {
            add(
                    Remedy.Setting.SPLIT,
                    (split.isOfficial() ? SplitPlan.Method.OFFICIAL : SplitPlan.Method.RANDOM).label());
            if (!split.isOfficial()) {
                add(Remedy.Setting.TEST_FRACTION, split.testFraction());
            }
            if (split.method() != SplitPlan.Method.OFFICIAL) {
                add(Remedy.Setting.VALIDATION_FRACTION, split.validationFraction());
            }
            turnOn(Remedy.Setting.GROUPED_DUPLICATES, split.groupDuplicates());
        }
    }
}
