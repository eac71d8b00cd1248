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

/** The ingredients of a recipe. An option that is not given keeps the recipe's value. */
final class IngredientOptions {
    private static final double USUAL_WARMUP = 0.2;
    private static final double CYCLE_START = 0.04;
    private static final double CYCLE_END = 4e-6;
    private static final List<Double> DROPS = List.of(0.5, 0.75);
    private static final double DROP = 0.1;

    @Option(
            names = "--schedule",
            description =
                    "Schedule of the learning rate: constant; cosine, after a linear warm-up; onecycle; or steps, which"
                            + " divide it by ten after 1/2 and after 3/4 of the epochs.")
    private Optional<Schedule> schedule = Optional.empty();

    @Option(
            names = "--warmup",
            description = "Share of the epochs for the warm-up of cosine and onecycle; 0.2 by default.")
    private Optional<Double> warmup = Optional.empty();

    @Option(names = "--weight-decay", description = "Weight decay of kernels at each step; 0 turns it off.")
    private Optional<Double> weightDecay = Optional.empty();

    @Option(
            names = "--ema",
            description = "Decay of the weights' moving average, which is judged and saved; 0 turns it off.")
    private Optional<Double> ema = Optional.empty();

    @Option(
            names = "--ema-late",
            description = "Decay of the average in the later steps, when the weights move less; 0 keeps that of --ema.")
    private Optional<Double> emaLate = Optional.empty();

    @Option(names = "--ema-late-from", description = "Share of the steps before --ema-late; 0.6 by default.")
    private Optional<Double> emaLateFrom = Optional.empty();

    @Option(
            names = "--measured-statistics",
            paramLabel = "STEPS",
            description = "In the first STEPS steps, weights are judged with statistics of the normalisations"
                    + " that are measured on training faces; 0 takes the moving statistics from the first epoch on.")
    private Optional<Double> measuredStatistics = Optional.empty();

    @Option(names = "--clip-norm", description = "Largest norm of the gradient; 0 turns clipping off.")
    private Optional<Double> clipNorm = Optional.empty();

    @Option(
            names = "--sam",
            description = "Radius of sharpness-aware minimisation; 0 turns it off. It takes twice as long.")
    private Optional<Double> sam = Optional.empty();

    @Option(names = "--sam-from", description = "Share of the steps that are made before --sam; 0 by default.")
    private Optional<Double> samFrom = Optional.empty();

    @Option(names = "--dropout", description = "Share of the values that are dropped, in place of the network's own.")
    private Optional<Double> dropout = Optional.empty();

    @Option(
            names = "--label-smoothing",
            description = "Share of the target that is spread over all classes; 0 turns it off.")
    private Optional<Double> labelSmoothing = Optional.empty();

    @Option(
            names = "--class-weights",
            description = "Power of the weight of rare classes: 1 weights all classes alike, 0 all faces.")
    private Optional<Double> classWeights = Optional.empty();

    @Option(names = "--mixup", description = "Alpha, 0.01 to 1, of mixing pairs of faces; 0 turns it off.")
    private Optional<Double> mixup = Optional.empty();

    @Option(names = "--cutmix", description = "Alpha of putting a part of one face into another; 0 turns it off.")
    private Optional<Double> cutMix = Optional.empty();

    @Option(names = "--mixing-share", description = "Share of the faces that --mixup and --cutmix mix; all by default.")
    private Optional<Double> mixingShare = Optional.empty();

    @Option(names = "--mixing-until", description = "Share of the epochs in which they mix; 1 by default.")
    private Optional<Double> mixingUntil = Optional.empty();

    @Option(
            names = "--augmentation",
            paramLabel = "STRENGTH",
            description =
                    "Strength of the recipe's random turns, shifts, light and erased parts: 1 is the recipe's, 0.5 is"
                            + " half of it, 0 turns them off.")
    private Optional<Double> augmentation = Optional.empty();

    @Option(
            names = "--late-augmentation",
            paramLabel = "STRENGTH",
            description = "Strength of the augmentation in the last epochs, as a multiple of that before; 0 keeps it.")
    private Optional<Double> lateAugmentation = Optional.empty();

    @Option(
            names = "--late-augmentation-from",
            description = "Share of the epochs before --late-augmentation; 0.9 by default.")
    private Optional<Double> lateAugmentationFrom = Optional.empty();

    @Option(
            names = "--flip",
            description = "How faces are mirrored: none; random; or alternating, in every other epoch.")
    private Optional<FlipKind> flip = Optional.empty();

    @Option(
            names = "--degradation",
            description = "Share of faces made blurred, noisy, coarse or compressed; 0 turns it off.")
    private Optional<Double> degradation = Optional.empty();

    @Option(
            names = "--progressive",
            paramLabel = "SIDES",
            description =
                    "Use smaller faces in the first epochs, which then take less time. 32:0.3,40:0.55 means 32 x 32"
                            + " pixels until 30 %% of the epochs and 40 x 40 until 55 %%. 32 alone means half of the"
                            + " epochs, 0 turns it off. For networks that pool over all positions, such as mien.")
    private Optional<String> progressive = Optional.empty();

    @Option(
            names = "--keep",
            description =
                    "Weights that the run keeps: best, those of the epoch with the best validation accuracy; or last,"
                            + " those of the last epoch, which the validation faces did not choose.")
    private Optional<KeptWeights> keep = Optional.empty();

    /** The values of {@code --schedule}. */
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
                    + "' has no warm-up: add --schedule cosine or --schedule onecycle, or leave it out");
        }
        return warmup.map(chosen::withWarmup).orElse(chosen);
    }
}
