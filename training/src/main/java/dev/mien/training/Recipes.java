package dev.mien.training;

import dev.mien.Registry;
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
import dev.mien.engine.OptimizerSpec;
import dev.mien.engine.Precision;
import dev.mien.engine.Refinement;
import dev.mien.engine.Refinements;
import dev.mien.training.TrainingConfig.Computation;
import dev.mien.training.TrainingConfig.Duration;
import dev.mien.training.TrainingConfig.Input;
import dev.mien.training.TrainingConfig.Optimization;
import java.util.List;
import java.util.Optional;

/**
 * The registry of recipes. Another program may add its own; a run keeps the name of its recipe, and its report tells
 * what differs from it. Safe for use by any number of threads.
 */
public final class Recipes {
    /** The article's first training. */
    public static final String ARTICLE = "article";

    /** The article's retraining of a fresh network with SGD. */
    public static final String ARTICLE_SGD = "article-sgd";

    /** The article's longer training, from the weights that SGD left. */
    public static final String ARTICLE_LONG = "article-long";

    /** A short training of the small network, for faces that Mien draws. */
    public static final String SMALL = "small";

    /**
     * The flagship: a residual network with two heads, FER2013's labels and FER+'s votes, trained from scratch in one
     * go.
     */
    public static final String MIEN = "mien";

    /** The same without FER+. */
    public static final String MIEN_EMOTIONS = "mien-emotions";

    private static final List<Augmentation> ARTICLE_AUGMENTATION =
            List.of(new Shift(0.1, 0.1), new Zoom(0.2), new HorizontalFlip(0.5));

    private static final int MIEN_EPOCHS = 150;

    private static final List<Augmentation> MIEN_AUGMENTATION = List.of(
            new Rotation(15),
            new Scale(0.18),
            new AspectRatio(0.08),
            new Shift(0.1, 0.1),
            new ReflectedBorder(),
            new AlternatingFlip(),
            new BrightnessContrast(0.3, 0.3),
            new RandomErasing(0.4, 0.02, 0.25, 0.3, 1 / 0.3, RandomErasing.Fill.PLAIN),
            new Degradation(0.2));

    private static final Registry<Recipe> ALL = new Registry<>("recipe");

    static {
        random(article(ARTICLE, new Duration(30, 5), new Optimization(OptimizerSpec.Adam.DEFAULT, 1e-4, 64)));
        random(article(ARTICLE_SGD, new Duration(30, 5), new Optimization(OptimizerSpec.Sgd.DEFAULT, 1e-3, 64)));
        random(article(ARTICLE_LONG, new Duration(50, 10), new Optimization(OptimizerSpec.Adam.DEFAULT, 1e-4, 64)));
        random(new TrainingConfig(
                SMALL,
                "small",
                new Duration(16, 6),
                new Optimization(OptimizerSpec.Adam.DEFAULT, 2e-3, 32),
                new Input(Scaling.Kind.STANDARD, List.of(new Shift(0.05, 0.05), new HorizontalFlip(0.5)), false),
                List.of(),
                defaultComputation()));
        TargetRule smoothing = new TargetRule.LabelSmoothing(0.1);
        official(mien(MIEN, "mien-pool", List.of(smoothing, new TargetRule.FerPlusVoting(1))));
        official(mien(MIEN_EMOTIONS, "mien-pool-emotions", List.of(smoothing)));
    }

    private static void random(TrainingConfig training) {
        register(new Recipe(training, SplitPlan.Method.RANDOM));
    }

    /** So that scores can be compared with others'. */
    private static void official(TrainingConfig training) {
        register(new Recipe(training, SplitPlan.Method.OFFICIAL));
    }

    /**
     * Small pictures first, mixed ones until near the end, then faces as they nearly are, and a flat minimum of them;
     * what is kept is the average of the weights after the last step. Shares are of the epochs, so that a short try is
     * the same in small.
     */
    private static TrainingConfig mien(String name, String architecture, List<TargetRule> targets) {
        Optimization optimization = new Optimization(
                new OptimizerSpec.Sgd(0.9, true),
                0.1,
                new LearningRateSchedule.Cosine(0.05, 0),
                Refinements.of(
                        new Refinement.WeightDecay(5e-4),
                        new Refinement.ExponentialAverage(0.998, 0.9995, 0.6),
                        new Refinement.MeasuredStatistics(1000),
                        new Refinement.SharpnessAware(0.05, 0.967)),
                128);
        Input input = new Input(
                Scaling.Kind.STANDARD,
                MIEN_AUGMENTATION,
                Optional.of(new LateAugmentation(0.4, 0.935)),
                new Mixings(List.of(new Mixing.Mixup(0.2)), 0.5, 0.85),
                false,
                Optional.of(new ProgressiveSize(
                        List.of(new ProgressiveSize.Step(32, 0.3), new ProgressiveSize.Step(40, 0.55)))));
        return new TrainingConfig(
                name,
                architecture,
                new Duration(MIEN_EPOCHS, MIEN_EPOCHS, KeptWeights.LAST),
                optimization,
                input,
                targets,
                defaultComputation());
    }

    private Recipes() {}

    private static TrainingConfig article(String name, Duration duration, Optimization optimization) {
        return new TrainingConfig(
                name,
                "article",
                duration,
                optimization,
                new Input(Scaling.Kind.RAW, ARTICLE_AUGMENTATION, true),
                List.of(),
                defaultComputation());
    }

    private static Computation defaultComputation() {
        return new Computation(Precision.automatic(), Runtime.getRuntime().availableProcessors(), 42);
    }

    /**
     * Adds a recipe under its name.
     *
     * @throws dev.mien.InvalidInputException if the name is taken
     */
    public static void register(Recipe recipe) {
        ALL.add(recipe.name(), recipe);
    }

    /** All names, in the order of registration. */
    public static List<String> names() {
        return ALL.names();
    }

    /**
     * The configuration of a recipe, for this machine: its precision and its number of processors.
     *
     * @throws dev.mien.InvalidInputException if there is none of that name; the message names those that exist
     */
    public static TrainingConfig named(String name) {
        return ALL.named(name).training();
    }

    /**
     * How a recipe divides data if the user does not choose.
     *
     * @throws dev.mien.InvalidInputException if there is none of that name
     */
    public static SplitPlan.Method split(String name) {
        return ALL.named(name).split();
    }
}
