package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.experiment.FlipKind;
import dev.mien.experiment.Ingredient;
import dev.mien.training.KeptWeights;
import dev.mien.training.LearningRateSchedule;
import dev.mien.training.ProgressiveSize;
import dev.mien.training.Recipes;
import dev.mien.training.TrainingConfig;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The ingredients of a recipe; what is not given stays as the recipe has it. */
final class IngredientOptions {
    private static final double USUAL_WARMUP = 0.2;
    private static final double CYCLE_START = 0.04;
    private static final double CYCLE_END = 4e-6;
    private static final List<Double> DROPS = List.of(0.5, 0.75);
    private static final double DROP = 0.1;

    @Option(
            names = "--schedule",
            description =
                    "Of the learning rate: constant; cosine, after a straight warm-up; onecycle; or steps, a tenth"
                            + " after 1/2 and after 3/4 of the epochs.")
    private Optional<Schedule> schedule = Optional.empty();

    @Option(
            names = "--warmup",
            description = "Share of the epochs on the way up, with cosine and onecycle; 0.2 by default.")
    private Optional<Double> warmup = Optional.empty();

    @Option(names = "--weight-decay", description = "Of kernels, at each step; 0 for none.")
    private Optional<Double> weightDecay = Optional.empty();

    @Option(
            names = "--ema",
            description = "Decay of the weights' moving average, which is judged and kept; 0 for none.")
    private Optional<Double> ema = Optional.empty();

    @Option(
            names = "--ema-late",
            description = "Decay of the average in the later steps, in which the weights move less; 0 for the same.")
    private Optional<Double> emaLate = Optional.empty();

    @Option(names = "--ema-late-from", description = "Share of the steps before --ema-late; 0.6 by default.")
    private Optional<Double> emaLateFrom = Optional.empty();

    @Option(
            names = "--measured-statistics",
            paramLabel = "STEPS",
            description =
                    "In the first STEPS steps, measure the normalisations' statistics on training faces for the weights"
                            + " that are judged; 0 to take the moving ones from the first epoch on.")
    private Optional<Double> measuredStatistics = Optional.empty();

    @Option(names = "--clip-norm", description = "Largest norm of the gradient; 0 for any.")
    private Optional<Double> clipNorm = Optional.empty();

    @Option(names = "--sam", description = "Radius of sharpness-aware minimisation; 0 for none. Takes twice as long.")
    private Optional<Double> sam = Optional.empty();

    @Option(names = "--sam-from", description = "Share of the steps that are made before --sam; 0 by default.")
    private Optional<Double> samFrom = Optional.empty();

    @Option(names = "--dropout", description = "Share of the values that are dropped, in place of the network's own.")
    private Optional<Double> dropout = Optional.empty();

    @Option(names = "--label-smoothing", description = "Share of the target that all classes share; 0 for none.")
    private Optional<Double> labelSmoothing = Optional.empty();

    @Option(
            names = "--class-weights",
            description = "Power of the weight of rare classes: 1 lets all classes count alike, 0 all faces.")
    private Optional<Double> classWeights = Optional.empty();

    @Option(names = "--mixup", description = "Alpha, 0.01 to 1, of mixing pairs of faces; 0 for none.")
    private Optional<Double> mixup = Optional.empty();

    @Option(names = "--cutmix", description = "Alpha of putting a part of one face into another; 0 for none.")
    private Optional<Double> cutMix = Optional.empty();

    @Option(names = "--mixing-share", description = "Share of the faces that --mixup and --cutmix mix; all by default.")
    private Optional<Double> mixingShare = Optional.empty();

    @Option(names = "--mixing-until", description = "Share of the epochs in which they mix; 1 by default.")
    private Optional<Double> mixingUntil = Optional.empty();

    @Option(
            names = "--augmentation",
            paramLabel = "STRENGTH",
            description =
                    "Of the recipe's random turns, shifts, light and erased parts: 1 as the recipe has them, 0.5 half"
                            + " as far, 0 for none.")
    private Optional<Double> augmentation = Optional.empty();

    @Option(
            names = "--late-augmentation",
            paramLabel = "STRENGTH",
            description = "Of the augmentation in the last epochs, as a multiple of that before; 0 for the same.")
    private Optional<Double> lateAugmentation = Optional.empty();

    @Option(
            names = "--late-augmentation-from",
            description = "Share of the epochs before --late-augmentation; 0.9 by default.")
    private Optional<Double> lateAugmentationFrom = Optional.empty();

    @Option(
            names = "--flip",
            description =
                    "Which way round faces are shown: none, as they are; random; or alternating, mirrored in every other"
                            + " epoch.")
    private Optional<FlipKind> flip = Optional.empty();

    @Option(
            names = "--degradation",
            description = "Share of the faces that are blurred, noisy, coarse or compressed; 0 for none.")
    private Optional<Double> degradation = Optional.empty();

    @Option(
            names = "--progressive",
            paramLabel = "SIDES",
            description =
                    "Smaller faces in the first epochs, which then take less time: 32:0.3,40:0.55 for 32 x 32 pixels"
                            + " until 30 %% of the epochs and 40 x 40 until 55 %%, 32 alone for half of them, 0 for whole ones. For"
                            + " networks that pool over all positions, such as mien.")
    private Optional<String> progressive = Optional.empty();

    @Option(
            names = "--keep",
            description =
                    "Whose weights the run keeps: best, the epoch's with the best validation accuracy; or last, the"
                            + " last epoch's, which the validation faces did not choose.")
    private Optional<KeptWeights> keep = Optional.empty();

    /** What {@code --schedule} takes. */
    enum Schedule {
        CONSTANT,
        COSINE,
        ONECYCLE,
        STEPS;

        LearningRateSchedule of(double warmup) {
            return switch (this) {
                case CONSTANT -> LearningRateSchedule.CONSTANT;
                case COSINE -> new LearningRateSchedule.Cosine(warmup, 0);
                case ONECYCLE -> new LearningRateSchedule.OneCycle(warmup, CYCLE_START, CYCLE_END);
                case STEPS -> new LearningRateSchedule.Steps(DROPS, DROP);
            };
        }
    }

    /** @param recipe without small faces in the first epochs, which this adds */
    TrainingConfig applyTo(TrainingConfig recipe) {
        TrainingConfig config = with(withSchedule(recipe), Ingredient.WEIGHT_DECAY, weightDecay);
        config = with(config, Ingredient.EMA, ema);
        config = with(config, Ingredient.EMA_LATE, emaLate);
        config = with(config, Ingredient.EMA_LATE_FROM, emaLateFrom);
        config = with(config, Ingredient.MEASURED_STATISTICS, measuredStatistics);
        config = with(config, Ingredient.CLIP_NORM, clipNorm);
        config = with(config, Ingredient.SAM, sam);
        config = with(config, Ingredient.SAM_FROM, samFrom);
        config = with(config, Ingredient.DROPOUT, dropout);
        config = with(config, Ingredient.LABEL_SMOOTHING, labelSmoothing);
        config = with(config, Ingredient.CLASS_WEIGHTS, classWeights);
        return withInput(config);
    }

    private TrainingConfig withInput(TrainingConfig start) {
        TrainingConfig config = with(start, Ingredient.MIXUP, mixup);
        config = with(config, Ingredient.CUTMIX, cutMix);
        config = with(config, Ingredient.MIXING_SHARE, mixingShare);
        config = with(config, Ingredient.MIXING_UNTIL, mixingUntil);
        config = with(config, Ingredient.AUGMENTATION, augmentation);
        config = with(config, Ingredient.LATE_AUGMENTATION, lateAugmentation);
        config = with(config, Ingredient.LATE_AUGMENTATION_FROM, lateAugmentationFrom);
        config = with(config, Ingredient.DEGRADATION, degradation);
        config = flip.isPresent() ? flip.get().in(config) : config;
        return withKept(withProgressive(config));
    }

    private TrainingConfig withProgressive(TrainingConfig config) {
        Optional<ProgressiveSize> sizes = progressive
                .map(sides -> sides.equals("0")
                        ? Optional.<ProgressiveSize>empty()
                        : Optional.of(ProgressiveSize.parse(sides)))
                .orElseGet(() -> Recipes.named(config.recipe()).input().progressive());
        return config.withInput(config.input().withProgressive(sizes));
    }

    private TrainingConfig withKept(TrainingConfig config) {
        TrainingConfig.Duration old = config.duration();
        return keep.map(kept -> config.withDuration(new TrainingConfig.Duration(old.epochs(), old.patience(), kept)))
                .orElse(config);
    }

    private static TrainingConfig with(TrainingConfig config, Ingredient ingredient, Optional<Double> value) {
        return value.map(number -> ingredient.in(config, number)).orElse(config);
    }

    private TrainingConfig withSchedule(TrainingConfig config) {
        TrainingConfig.Optimization old = config.optimization();
        return config.withOptimization(new TrainingConfig.Optimization(
                old.optimizer(), old.learningRate(), schedule(old.schedule()), old.refinements(), old.batchSize()));
    }

    private LearningRateSchedule schedule(LearningRateSchedule usual) {
        LearningRateSchedule chosen =
                schedule.map(kind -> kind.of(USUAL_WARMUP)).orElse(usual);
        if (warmup.isPresent() && chosen.warmupShare().isEmpty()) {
            throw new InvalidInputException("--warmup is given, but the schedule '" + chosen.label()
                    + "' has none: add --schedule cosine or --schedule onecycle, or leave it out");
        }
        return warmup.map(chosen::withWarmup).orElse(chosen);
    }
}
