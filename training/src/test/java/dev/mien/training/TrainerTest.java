package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Scaling;
import dev.mien.engine.OptimizerSpec;
import dev.mien.engine.Precision;
import dev.mien.engine.Refinement;
import dev.mien.engine.Refinements;
import dev.mien.nn.Architectures;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Weights;
import dev.mien.synthetic.SyntheticFaces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    private static final Dataset TRAIN = SyntheticFaces.draw(203, 1);
    private static final Dataset VALIDATION = SyntheticFaces.draw(35, 2);

    private static TrainingConfig config(int epochs, long seed, Precision precision) {
        return Recipes.named(Recipes.SMALL)
                .withDuration(epochs, epochs)
                .withComputation(new TrainingConfig.Computation(precision, 2, seed));
    }

    private static History fit(TrainingConfig config, Callback... callbacks) {
        Scaling scaling = Scaling.fit(config.input().scaling(), TRAIN);
        try (EmotionClassifier model = EmotionClassifier.create(config, scaling)) {
            return new Trainer(model, config, List.of(callbacks)).fit(TRAIN, VALIDATION);
        }
    }

    @Test
    void theLossFalls() {
        List<EpochResult> epochs = fit(config(4, 1, Precision.FP32)).epochs();
        assertThat(epochs).hasSize(4);
        assertThat(epochs.get(3).loss()).isLessThan(0.95 * epochs.get(0).loss());
        assertThat(epochs.get(3).accuracy()).isGreaterThan(epochs.get(0).accuracy());
        assertThat(epochs.get(3).imagesPerSecond()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void theSameSeedGivesTheSameHistoryToTheLastDigit(Precision precision) {
        List<String> first = digits(fit(config(2, 7, precision)));
        assertThat(digits(fit(config(2, 7, precision)))).isEqualTo(first);
        assertThat(digits(fit(config(2, 8, precision)))).isNotEqualTo(first);
    }

    private static List<String> digits(History history) {
        return history.epochs().stream()
                .map(e -> e.loss() + " " + e.accuracy() + " " + e.validationLoss() + " " + e.validationAccuracy())
                .toList();
    }

    /** Every ingredient that needs no further files, on a small network. */
    private static TrainingConfig rich(int epochs) {
        TrainingConfig small = config(epochs, 3, Precision.FP32);
        return small.withOptimization(new TrainingConfig.Optimization(
                        new OptimizerSpec.Sgd(0.9, true),
                        0.02,
                        new LearningRateSchedule.Cosine(0.3, 0),
                        Refinements.of(
                                new Refinement.WeightDecay(5e-4),
                                new Refinement.ExponentialAverage(0.9, 0.97, 0.4),
                                new Refinement.MeasuredStatistics(15),
                                new Refinement.DropoutRate(0.1),
                                new Refinement.GradientClipping(5),
                                new Refinement.SharpnessAware(0.05, 0.5)),
                        32))
                .withInput(new TrainingConfig.Input(
                        small.input().scaling(),
                        Recipes.named(Recipes.MIEN).input().augmentations(),
                        Optional.of(new LateAugmentation(0.4, 0.6)),
                        new Mixings(List.of(new Mixing.Mixup(0.2), new Mixing.CutMix(1)), 0.5, 0.7),
                        false,
                        Optional.empty()))
                .withTargets(List.of(new TargetRule.LabelSmoothing(0.1), new TargetRule.ClassWeights(0.5)));
    }

    /** Of four epochs the third is the first with sharpness, the last augmentation's and without mixtures. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aTrainingWithEveryIngredientGoesOnFromItsCheckpointToTheSameDigits(int epochs) {
        List<Checkpoint> checkpoints = new ArrayList<>();
        Callback keep = new Callback() {
            @Override
            public void onCheckpoint(Supplier<Checkpoint> checkpoint) {
                checkpoints.add(checkpoint.get());
            }
        };
        TrainingConfig config = rich(4);
        Scaling scaling = Scaling.fit(config.input().scaling(), TRAIN);
        try (EmotionClassifier whole = EmotionClassifier.create(config, scaling);
                EmotionClassifier again = EmotionClassifier.create(config, scaling)) {
            History history = new Trainer(whole, config, List.of(keep)).fit(TRAIN, VALIDATION);
            History resumed = new Trainer(again, config, List.of()).resume(checkpoints.get(epochs), TRAIN, VALIDATION);
            assertThat(digits(resumed)).isEqualTo(digits(history));
            Weights end = whole.weights();
            again.weights()
                    .values()
                    .forEach((name, values) -> assertThat(values).as(name).isEqualTo(end.get(name)));
        }
    }

    @Test
    void whatIsJudgedAndKeptIsTheAverageAndWhatGoesOnAreTheWeights() {
        List<Checkpoint> checkpoints = new ArrayList<>();
        List<Weights> kept = new ArrayList<>();
        Callback watch = new Callback() {
            @Override
            public Verdict onEpoch(EpochResult result, Supplier<Weights> weights) {
                kept.add(weights.get());
                return Verdict.CONTINUE;
            }

            @Override
            public void onCheckpoint(Supplier<Checkpoint> checkpoint) {
                checkpoints.add(checkpoint.get());
            }
        };
        TrainingConfig config = rich(1);
        Scaling scaling = Scaling.fit(config.input().scaling(), TRAIN);
        try (EmotionClassifier model = EmotionClassifier.create(config, scaling)) {
            History history = new Trainer(model, config, List.of(watch)).fit(TRAIN, VALIDATION);
            Checkpoint last = checkpoints.get(1);
            float[] average = last.optimizer().average();
            assertThat(average).hasSize(model.architecture().parameterCount());
            float[] firstKernel = kept.get(0).get("conv2d.kernel");
            assertThat(firstKernel).isNotEqualTo(last.weights().get("conv2d.kernel"));
            assertThat(model.weights().get("conv2d.kernel")).isEqualTo(firstKernel);
            double accuracy = history.epochs().get(0).validationAccuracy();
            long right = 0;
            var predictions = model.predict(VALIDATION);
            for (int i = 0; i < predictions.size(); i++) {
                right += predictions.predicted(i) == predictions.truth(i) ? 1 : 0;
            }
            assertThat(accuracy).isCloseTo((double) right / VALIDATION.size(), within(1e-12));
        }
    }

    private static History fit(TrainingConfig config, Dataset train) {
        Scaling scaling = Scaling.fit(config.input().scaling(), train);
        try (EmotionClassifier model = EmotionClassifier.create(config, scaling)) {
            return new Trainer(model, config, List.of()).fit(train, VALIDATION);
        }
    }

    /** Each ingredient changes the epochs for which it is meant, and none before them. */
    @Test
    void whatBeginsLateLeavesTheEpochsBeforeAsTheyAre() {
        TrainingConfig usual = rich(3);
        TrainingConfig.Optimization steps = usual.optimization();
        Dataset few = TRAIN.limit(96);
        List<String> digits = digits(fit(usual, few));
        List<TrainingConfig> others = List.of(
                usual.withInput(usual.input().withLate(Optional.of(new LateAugmentation(0.4, 0.7)))),
                usual.withInput(usual.input()
                        .withMixings(new Mixings(usual.input().mixings().kinds(), 0.5, 0.34))),
                usual.withOptimization(steps.withRefinements(Refinements.of(
                        new Refinement.WeightDecay(5e-4),
                        new Refinement.ExponentialAverage(0.9, 0.97, 0.4),
                        new Refinement.MeasuredStatistics(15),
                        new Refinement.DropoutRate(0.1),
                        new Refinement.GradientClipping(5),
                        new Refinement.SharpnessAware(0.05, 0.7)))));
        for (TrainingConfig other : others) {
            List<String> changed = digits(fit(other, few));
            assertThat(changed.get(0)).isEqualTo(digits.get(0));
            assertThat(changed.get(1)).as(other.toString()).isNotEqualTo(digits.get(1));
        }
    }

    /**
     * Nine steps at the flagship's rate: Keras' momentum leaves nine tenths of the statistics' start, and what is judged is an average
     * of weights that were never together.
     */
    @Test
    void aTrainingOfFewStepsIsJudgedByStatisticsOfItsOwnWeights() {
        TrainingConfig recipe = Recipes.named(Recipes.MIEN_EMOTIONS)
                .withArchitecture("mien-light-emotions")
                .withDuration(3, 3)
                .withComputation(new TrainingConfig.Computation(Precision.FP32, 2, 5));
        TrainingConfig.Optimization usual = recipe.optimization();
        TrainingConfig few = recipe.withInput(recipe.input().withProgressive(Optional.empty()))
                .withOptimization(new TrainingConfig.Optimization(
                        usual.optimizer(), usual.learningRate(), usual.schedule(), usual.refinements(), 24));
        List<Refinement> without = new ArrayList<>(usual.refinements().all());
        without.removeIf(Refinement.MeasuredStatistics.class::isInstance);

        Dataset faces = TRAIN.limit(72);
        double measured = fit(few, faces).last().orElseThrow().validationLoss();
        double lagging = fit(few.withOptimization(few.optimization().withRefinements(new Refinements(without))), faces)
                .last()
                .orElseThrow()
                .validationLoss();

        assertThat(measured).isLessThan(2.2);
        assertThat(lagging).isGreaterThan(2 * measured);
    }

    @ParameterizedTest
    @CsvSource({"BEST, 2", "LAST, 3"})
    void theModelFileHoldsTheEpochThatIsKept(KeptWeights keep, String epoch, @TempDir Path folder) {
        Path file = folder.resolve("best.safetensors");
        ModelArchitecture small = Architectures.named("small");
        Weights weights = Weights.initial(small, 1);
        ModelCheckpoint checkpoint = new ModelCheckpoint(file, small, Scaling.UNIT, Map.of(), keep);
        double[] accuracies = {0.3, 0.5, 0.4};
        List<EpochResult> results = new ArrayList<>();
        for (int i = 0; i < accuracies.length; i++) {
            results.add(new EpochResult(i + 1, 1, 0, 1, accuracies[i], 1e-3, 1, 1));
            checkpoint.onEpoch(results.get(i), () -> weights);
        }
        assertThat(ModelFile.read(file).details()).containsEntry("epoch", epoch).containsEntry("keep", keep.label());
        assertThat(keep.of(new History(results)).orElseThrow().epoch()).isEqualTo(Integer.parseInt(epoch));
        assertThat(keep.of(new History(List.of()))).isEmpty();
    }

    @Test
    void theLearningRateOfAnEpochIsThatOfItsLastStep() {
        List<EpochResult> epochs = fit(rich(2)).epochs();
        LearningRateSchedule schedule = rich(2).optimization().schedule();
        assertThat(epochs.get(0).learningRate()).isCloseTo(0.02 * schedule.factor(7, 14), within(1e-15));
        assertThat(epochs.get(1).learningRate()).isCloseTo(0.02 * schedule.factor(14, 14), within(1e-15));
    }

    @Test
    void aCallbackEndsAnEpochBetweenStepsAndLeavesNoResultOfIt() {
        List<Integer> seen = new ArrayList<>();
        History history = fit(config(3, 1, Precision.FP32), new Callback() {
            @Override
            public Verdict onBatch(Progress progress) {
                seen.add(progress.seen());
                return seen.size() == 3 ? Verdict.STOP : Verdict.CONTINUE;
            }
        });
        assertThat(history.epochs()).isEmpty();
        assertThat(seen).containsExactly(32, 64, 96);
    }

    @Test
    void aCallbackEndsTheTrainingAfterAnEpoch() {
        StopRequest stop = new StopRequest();
        History history = fit(config(5, 1, Precision.FP32), stop, new Callback() {
            @Override
            public Verdict onEpoch(EpochResult result, Supplier<Weights> weights) {
                return result.epoch() == 2 ? Verdict.STOP : Verdict.CONTINUE;
            }
        });
        assertThat(history.epochs()).hasSize(2);
        assertThat(stop.isRequested()).isFalse();
    }

    @Test
    void theLastBatchMayBeSmaller() {
        List<Integer> seen = new ArrayList<>();
        fit(config(1, 1, Precision.FP32), new Callback() {
            @Override
            public Verdict onBatch(Progress progress) {
                seen.add(progress.seen());
                return Verdict.CONTINUE;
            }
        });
        assertThat(seen).containsExactly(32, 64, 96, 128, 160, 192, 203);
    }

    @Test
    void predictionsComeInTheOrderOfTheFaces() {
        TrainingConfig config = config(1, 1, Precision.FP32);
        try (EmotionClassifier model = EmotionClassifier.create(config, Scaling.UNIT)) {
            Dataset shuffled = TRAIN.shuffled(3);
            var all = model.predict(TRAIN);
            var mixed = model.predict(shuffled);
            assertThat(mixed.row(5)).isEqualTo(shuffled.row(5));
            assertThat(mixed.probability(5, 2)).isCloseTo(all.probability(shuffled.row(5), 2), within(1e-6f));
        }
    }

    @Test
    void emptySplitsAndOtherSizesAreRefused() {
        TrainingConfig config = config(1, 1, Precision.FP32);
        try (EmotionClassifier model = EmotionClassifier.create(config, Scaling.UNIT)) {
            Trainer trainer = new Trainer(model, config, List.of());
            assertThatThrownBy(() -> trainer.fit(TRAIN.limit(0), VALIDATION))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("the training split is empty; there is nothing to train with");
            Dataset tiny = Dataset.of("tiny", 2, 2, new byte[4], new byte[1]);
            assertThatThrownBy(() -> trainer.fit(tiny, VALIDATION))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("the architecture 'small' reads pictures of 48x48, but those of tiny are 2x2");
            assertThatThrownBy(() -> trainer.fit(TRAIN, tiny))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("the architecture 'small' reads pictures of 48x48, but those of tiny are 2x2");
        }
    }

    @Test
    void anExplodingLossEndsTheTrainingWithEpochBatchAndLearningRate() {
        TrainingConfig wild = config(5, 1, Precision.FP32)
                .withOptimization(new TrainingConfig.Optimization(OptimizerSpec.Sgd.DEFAULT, 1e5, 32));
        assertThatThrownBy(() -> fit(wild))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageMatching(
                        "the loss (has exploded to [0-9.e+]+, above 1946,|is no longer a finite number \\(.*\\))"
                                + " in epoch [1-5], batch [1-7], at a learning rate of 100000.0");
    }

    @ParameterizedTest
    @CsvSource({"1e5, exploded", "1e38, no longer a finite number"})
    void whatTheWeightsGrewToDecidesHowItIsSaid(float factor, String text) {
        TrainingConfig config = config(1, 1, Precision.FP32);
        try (EmotionClassifier model = EmotionClassifier.create(config, Scaling.UNIT)) {
            model.load(withLastKernelTimes(model.weights(), factor));
            assertThatThrownBy(() -> new Trainer(model, config, List.of()).fit(TRAIN, VALIDATION))
                    .isInstanceOf(TrainingDivergedException.class)
                    .hasMessageContaining(text)
                    .hasMessageContaining("in epoch 1, batch 1, at a learning rate of 0.002");
        }
    }

    @Test
    void weightsThatTheLastStepOfAnEpochMakesUselessAreFoundInValidation() {
        TrainingConfig wild = config(2, 1, Precision.FP32)
                .withOptimization(new TrainingConfig.Optimization(OptimizerSpec.Sgd.DEFAULT, 1e38, TRAIN.size()));
        assertThatThrownBy(() -> fit(wild))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessage(
                        "after the last batch of epoch 1, at a learning rate of 1.0E38, the network's outputs are no"
                                + " longer finite numbers");
    }

    private static Weights withLastKernelTimes(Weights weights, float factor) {
        Map<String, float[]> values = new LinkedHashMap<>();
        weights.values().forEach((name, array) -> values.put(name, array.clone()));
        float[] kernel = values.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(".kernel"))
                .reduce((first, second) -> second)
                .orElseThrow()
                .getValue();
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] *= factor;
        }
        return new Weights(values);
    }

    /** The article's recipe with raw pixels and an L2 penalty, and the same with a learning rate a hundred times too high. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1e-2})
    void theArticlesClumsyBeginningIsNoExplosion(double learningRate) {
        TrainingConfig article = Recipes.named(Recipes.ARTICLE)
                .withDuration(1, 1)
                .withOptimization(new TrainingConfig.Optimization(OptimizerSpec.Adam.DEFAULT, learningRate, 32));
        try (EmotionClassifier model = EmotionClassifier.create(article, Scaling.fit(Scaling.Kind.RAW, TRAIN))) {
            History history = new Trainer(model, article, List.of()).fit(TRAIN.limit(96), VALIDATION.limit(7));
            assertThat(history.epochs().get(0).loss()).isLessThan(Trainer.EXPLODED / 10);
        }
    }
}
