package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.augmentation.AlternatingFlip;
import dev.mien.augmentation.AspectRatio;
import dev.mien.augmentation.Augmentation;
import dev.mien.augmentation.BrightnessContrast;
import dev.mien.augmentation.Degradation;
import dev.mien.augmentation.HorizontalFlip;
import dev.mien.augmentation.RandomErasing;
import dev.mien.augmentation.ReflectedBorder;
import dev.mien.augmentation.Rotation;
import dev.mien.augmentation.Scale;
import dev.mien.augmentation.Shift;
import dev.mien.augmentation.Zoom;
import dev.mien.dataset.Scaling;
import dev.mien.dataset.SplitPlan;
import dev.mien.engine.ConvolutionPlan;
import dev.mien.engine.OptimizerSpec;
import dev.mien.engine.Precision;
import dev.mien.engine.Refinement;
import dev.mien.engine.Refinements;
import dev.mien.training.RunConfig.Source;
import dev.mien.training.TrainingConfig.Computation;
import dev.mien.training.TrainingConfig.Duration;
import dev.mien.training.TrainingConfig.Input;
import dev.mien.training.TrainingConfig.Optimization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reads one {@code config.json} of each form that there was. The versions of Mien that had the form wrote the files:
 * 739bbaa, 2debde6, 0575317, a0ed689, 66e2e21, a18d755, a71b8a5, 3d931a8, 1c7907b and bf1b24e.
 */
class OlderRunConfigTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("mien", "development", "java", "17.0.9", "processor", "a processor", "processors", "8");

    private static final List<Augmentation> FLAGSHIP = List.of(
            new Rotation(15),
            new RandomErasing(0.4, 0.02, 0.25, 0.3, 1 / 0.3, RandomErasing.Fill.PLAIN),
            new RandomErasing(0.1));

    private static final Mixings MIXINGS = new Mixings(List.of(new Mixing.Mixup(0.2), new Mixing.CutMix(1)));

    private static final List<TargetRule> TARGETS = List.of(
            new TargetRule.LabelSmoothing(0.1),
            new TargetRule.ClassWeights(0.5),
            new TargetRule.FerPlusVoting(1),
            new TargetRule.Distillation(0.25));

    private static final Computation COMPUTATION = new Computation(Precision.BF16, 8, 42);

    private static final SplitPlan SPLIT = new SplitPlan(SplitPlan.Method.OFFICIAL, 0.1, 0.1, true, 42);

    @TempDir
    private Path folder;

    private static RunConfig read(String name) {
        return RunConfig.read(Path.of("src/test/resources/golden/config", name + ".json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1-first",
                "2-convolutions",
                "3-augmentations",
                "4-ingredients",
                "5-progressive",
                "6-earlier-plans",
                "7-initial-weights-checksum",
                "8-initial-weights-list",
                "9-kept-weights",
                "10-teacher-banks"
            })
    void itIsTheSameInTodaysForm(String name) {
        RunConfig config = read(name);
        Path file = folder.resolve("config.json");
        config.write(file);
        assertThat(file).content().contains("\"format\" : 2");
        assertThat(RunConfig.read(file)).isEqualTo(config);
    }

    @Test
    void theFirstFormNamedItsStartingWeightsWithoutAChecksum() {
        assertThat(read("1-first"))
                .isEqualTo(new RunConfig(
                        new TrainingConfig(
                                "article",
                                "article",
                                new Duration(30, 5),
                                new Optimization(new OptimizerSpec.RmsProp(0.9, 1e-7), 1e-4, 64),
                                new Input(
                                        Scaling.Kind.RAW,
                                        List.of(
                                                new Shift(0.1, 0.2),
                                                new Zoom(0.2),
                                                new Rotation(10),
                                                new HorizontalFlip(0.5)),
                                        true),
                                List.of(),
                                new Computation(Precision.BF16, 4, 42)),
                        new RunConfig.Data("data/fer2013.csv", 35_887, "ab".repeat(32), 35_887),
                        new SplitPlan(SplitPlan.Method.RANDOM, 0.1, 0.1, true, 42),
                        List.of(new Source("runs/sgd", "")),
                        Optional.empty(),
                        ENVIRONMENT));
    }

    @Test
    void convolutionsKeepTheirOrderAndDrawnFacesAreDrawn() {
        RunConfig config = read("2-convolutions");
        assertThat(config)
                .isEqualTo(new RunConfig(
                        new TrainingConfig(
                                "small",
                                "small",
                                new Duration(16, 6),
                                new Optimization(OptimizerSpec.Adam.DEFAULT, 2e-3, 32),
                                new Input(
                                        Scaling.Kind.STANDARD,
                                        List.of(new Shift(0.05, 0.05), new HorizontalFlip(0.5)),
                                        false),
                                List.of(),
                                new Computation(Precision.FP32, 1, -7, true)),
                        new RunConfig.Data("drawn", 2800, "cd".repeat(32), 700),
                        new SplitPlan(SplitPlan.Method.RANDOM, 0.2, 0.15, false, -7),
                        List.of(),
                        Optional.of(new ConvolutionPlan(Map.of(
                                "conv2d", choice("direct", "direct"), "conv2d_1", choice("winograd-4", "unfolded")))),
                        ENVIRONMENT));
        assertThat(config.convolutions().orElseThrow().choices().keySet()).containsExactly("conv2d", "conv2d_1");
    }

    private static ConvolutionPlan.Choice choice(String forward, String kernelGradient) {
        return new ConvolutionPlan.Choice(forward, kernelGradient, "direct");
    }

    @Test
    void whatWasErasedWasNoise() {
        assertThat(read("3-augmentations"))
                .isEqualTo(new RunConfig(
                        new TrainingConfig(
                                "article-sgd",
                                "article",
                                new Duration(30, 5),
                                new Optimization(new OptimizerSpec.Adamax(0.8, 0.99, 1e-6), 1e-3, 64),
                                new Input(
                                        Scaling.Kind.UNIT,
                                        List.of(
                                                new Rotation(15),
                                                new Scale(0.18),
                                                new AspectRatio(0.08),
                                                new Shift(0.1, 0.3),
                                                new Zoom(1.0 / 3),
                                                new HorizontalFlip(0.5),
                                                new ReflectedBorder(),
                                                new BrightnessContrast(0.3, 0.2),
                                                new RandomErasing(0.4, 0.05, 0.06, 0.5, 1.5, RandomErasing.Fill.NOISE)),
                                        false),
                                List.of(),
                                new Computation(Precision.FP32, 2, 1)),
                        new RunConfig.Data("fer2013.csv", 35_887, "ef".repeat(32), 35_887),
                        new SplitPlan(SplitPlan.Method.OFFICIAL, 0.1, 0.1, false, 1),
                        List.of(),
                        Optional.empty(),
                        ENVIRONMENT));
    }

    @Test
    void anAverageHadOneDecayAndSharpnessHeldFromTheFirstStep() {
        Input input = new Input(Scaling.Kind.STANDARD, FLAGSHIP, Optional.empty(), MIXINGS, false, Optional.empty());
        assertThat(read("4-ingredients"))
                .isEqualTo(flagship("mien", new LearningRateSchedule.Cosine(0.1, 0), input)
                        .with(List.of(), Optional.empty(), List.of()));
    }

    @Test
    void smallPicturesHadOneSide() {
        Input input = new Input(
                Scaling.Kind.STANDARD,
                FLAGSHIP,
                Optional.empty(),
                MIXINGS,
                false,
                Optional.of(new ProgressiveSize(32, 0.5)));
        assertThat(read("5-progressive"))
                .isEqualTo(flagship("mien", new LearningRateSchedule.OneCycle(0.2, 0.04, 4e-6), input)
                        .with(List.of(), Optional.empty(), List.of()));
    }

    @Test
    void earlierPlansAreKept() {
        List<Augmentation> augmentations = new ArrayList<>(FLAGSHIP);
        augmentations.add(new Degradation(0.3, 3, 25, 0.2, 15));
        assertThat(read("6-earlier-plans"))
                .isEqualTo(flagship(
                                "mien-deep",
                                new LearningRateSchedule.Steps(List.of(0.5, 0.75), 0.1),
                                new Input(Scaling.Kind.STANDARD, augmentations, false))
                        .with(
                                List.of(new Source("/runs/first", "")),
                                Optional.empty(),
                                List.of(new RunConfig.Plan(10, 8), new RunConfig.Plan(20, 20))));
    }

    @Test
    void startingWeightsHadOneChecksum() {
        Input input = new Input(Scaling.Kind.STANDARD, FLAGSHIP, Optional.empty(), MIXINGS, false, Optional.empty());
        assertThat(read("7-initial-weights-checksum"))
                .isEqualTo(flagship("mien", LearningRateSchedule.CONSTANT, input)
                        .with(List.of(new Source("/runs/first", "89".repeat(32))), Optional.empty(), List.of()));
    }

    @Test
    void startingWeightsAreAList() {
        List<Augmentation> augmentations = new ArrayList<>(FLAGSHIP);
        augmentations.add(new Degradation(0.3));
        Input input = new Input(
                Scaling.Kind.STANDARD,
                augmentations,
                Optional.empty(),
                MIXINGS,
                false,
                Optional.of(new ProgressiveSize(32, 0.5)));
        assertThat(read("8-initial-weights-list"))
                .isEqualTo(flagship("mien", new LearningRateSchedule.Cosine(0.1, 0), input)
                        .with(
                                List.of(new Source("/runs/first", "89".repeat(32)), new Source("/runs/second", "")),
                                Optional.of(new ConvolutionPlan(Map.of(
                                        "conv2d",
                                        choice("direct", "direct"),
                                        "conv2d_1@32x32",
                                        choice("winograd-4", "unfolded")))),
                                List.of(new RunConfig.Plan(10, 8))));
    }

    @Test
    void theLastFormOfTheFirstFormatHasAllIngredients() {
        Refinements refinements = Refinements.of(
                new Refinement.WeightDecay(5e-4),
                new Refinement.GradientClipping(5),
                new Refinement.ExponentialAverage(0.998, 0.9995, 0.6),
                new Refinement.MeasuredStatistics(1000),
                new Refinement.SharpnessAware(0.05, 0.967),
                new Refinement.DropoutRate(0.2));
        assertThat(read("9-kept-weights"))
                .isEqualTo(new RunConfig(
                        new TrainingConfig(
                                "mien",
                                "mien-pool",
                                new Duration(150, 150, KeptWeights.LAST),
                                new Optimization(
                                        new OptimizerSpec.Sgd(0.9, true),
                                        0.1,
                                        new LearningRateSchedule.Cosine(0.05, 0),
                                        refinements,
                                        128),
                                new Input(
                                        Scaling.Kind.STANDARD,
                                        List.of(new Rotation(15), new AlternatingFlip(), new Degradation(0.2)),
                                        Optional.of(new LateAugmentation(0.4, 0.935)),
                                        new Mixings(List.of(new Mixing.Mixup(0.2)), 0.5, 0.85),
                                        false,
                                        Optional.of(ProgressiveSize.parse("32:0.3,40:0.55"))),
                                List.of(new TargetRule.LabelSmoothing(0.1), new TargetRule.FerPlusVoting(1)),
                                COMPUTATION),
                        data(List.of()),
                        SPLIT,
                        List.of(),
                        Optional.empty(),
                        ENVIRONMENT));
    }

    @Test
    void teachersAnswersStandInBanks() {
        RunConfig.Teaching teaching = new RunConfig.Teaching(
                List.of(new Source("/runs/a", "45".repeat(32))),
                Optional.of("/banks"),
                List.of(new Source("/banks/0123456789abcdef.bank", "67".repeat(32))));
        assertThat(read("10-teacher-banks"))
                .isEqualTo(new RunConfig(
                        new TrainingConfig(
                                "small",
                                "small",
                                new Duration(16, 6),
                                new Optimization(OptimizerSpec.Adam.DEFAULT, 2e-3, 32),
                                new Input(
                                        Scaling.Kind.STANDARD,
                                        List.of(new Shift(0.05, 0.05), new HorizontalFlip(0.5)),
                                        false),
                                List.of(new TargetRule.Distillation(0.7, 30)),
                                new Computation(Precision.FP32, 2, 9)),
                        new RunConfig.Data("drawn", 2800, "cd".repeat(32), 2800, Optional.empty(), teaching),
                        new SplitPlan(SplitPlan.Method.RANDOM, 0.1, 0.1, false, 9),
                        List.of(),
                        Optional.empty(),
                        ENVIRONMENT));
    }

    private static RunConfig.Data data(List<Source> teachers) {
        return new RunConfig.Data(
                "/data/fer2013.csv",
                35_887,
                "01".repeat(32),
                35_887,
                Optional.of(new Source("/data/fer2013new.csv", "23".repeat(32))),
                new RunConfig.Teaching(teachers, Optional.empty(), List.of()));
    }

    /** What most of the golden flagships share. */
    private record Flagship(TrainingConfig training) {
        RunConfig with(
                List<Source> initialWeights, Optional<ConvolutionPlan> convolutions, List<RunConfig.Plan> plans) {
            RunConfig.Data data = data(List.of(
                    new Source("/runs/a", "45".repeat(32)), new Source("/runs/b/best.safetensors", "67".repeat(32))));
            return new RunConfig(training, data, SPLIT, initialWeights, convolutions, ENVIRONMENT, plans);
        }
    }

    private static Flagship flagship(String architecture, LearningRateSchedule schedule, Input input) {
        Refinements refinements = Refinements.of(
                new Refinement.WeightDecay(5e-4),
                new Refinement.GradientClipping(5),
                new Refinement.ExponentialAverage(0.998),
                new Refinement.SharpnessAware(0.05));
        return new Flagship(new TrainingConfig(
                "mien",
                architecture,
                new Duration(40, 40),
                new Optimization(new OptimizerSpec.Sgd(0.9, true), 0.1, schedule, refinements, 128),
                input,
                TARGETS,
                COMPUTATION));
    }
}
