package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.dataset.Dataset;
import dev.mien.dataset.Scaling;
import dev.mien.engine.OptimizerSpec;
import dev.mien.engine.Precision;
import dev.mien.engine.Refinement;
import dev.mien.engine.Refinements;
import dev.mien.synthetic.SyntheticFaces;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every kind of a setting does something in a training: whoever adds a kind and forgets its place fails here. */
class SettingKindsTest {
    private static final Dataset TRAIN = SyntheticFaces.draw(70, 1);
    private static final Dataset VALIDATION = SyntheticFaces.draw(14, 2);
    private static final TrainingConfig PLAIN = Recipes.named(Recipes.SMALL)
            .withDuration(1, 1)
            .withOptimization(new TrainingConfig.Optimization(OptimizerSpec.Sgd.DEFAULT, 0.05, 14))
            .withComputation(new TrainingConfig.Computation(Precision.FP32, 2, 3));

    private static double loss(TrainingConfig config) {
        Scaling scaling = Scaling.fit(config.input().scaling(), TRAIN);
        try (EmotionClassifier model = EmotionClassifier.create(config, scaling)) {
            return new Trainer(model, config, List.of())
                    .fit(TRAIN, VALIDATION)
                    .epochs()
                    .get(0)
                    .validationLoss();
        }
    }

    private static void everyKindCounts(Class<?> type, List<?> kinds, Stream<TrainingConfig> changed) {
        assertThat(kinds.stream().map(Object::getClass)).containsExactlyInAnyOrder(type.getPermittedSubclasses());
        List<Double> losses = Stream.concat(Stream.of(PLAIN), changed)
                .map(SettingKindsTest::loss)
                .toList();
        assertThat(losses).hasSize(kinds.size() + 1).doesNotHaveDuplicates();
        assertThat(loss(PLAIN)).as("the same digits again").isEqualTo(losses.get(0));
    }

    @Test
    void everyRefinementCounts() {
        List<Refinement> kinds = List.of(
                new Refinement.WeightDecay(0.1),
                new Refinement.GradientClipping(0.1),
                new Refinement.ExponentialAverage(0.5),
                new Refinement.MeasuredStatistics(100),
                new Refinement.SharpnessAware(0.1),
                new Refinement.DropoutRate(0.5));
        everyKindCounts(
                Refinement.class,
                kinds,
                kinds.stream()
                        .map(kind ->
                                PLAIN.withOptimization(PLAIN.optimization().withRefinements(Refinements.of(kind)))));
    }

    @Test
    void everyMixingCounts() {
        List<Mixing> kinds = List.of(new Mixing.Mixup(1), new Mixing.CutMix(1));
        everyKindCounts(
                Mixing.class,
                kinds,
                kinds.stream().map(kind -> PLAIN.withInput(PLAIN.input().withMixings(new Mixings(List.of(kind))))));
    }
}
