package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.augmentation.Augmentation;
import dev.mien.augmentation.HorizontalFlip;
import dev.mien.augmentation.Shift;
import dev.mien.augmentation.Zoom;
import dev.mien.dataset.Scaling;
import dev.mien.engine.OptimizerSpec;
import dev.mien.engine.Precision;
import dev.mien.training.TrainingConfig.Computation;
import dev.mien.training.TrainingConfig.Duration;
import dev.mien.training.TrainingConfig.Input;
import dev.mien.training.TrainingConfig.Optimization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The registry of recipes: named training configurations. */
public final class Recipes {
    /** The article's first training. */
    public static final String ARTICLE = "article";

    /** The article's retraining of a fresh network with SGD. */
    public static final String ARTICLE_SGD = "article-sgd";

    /** The article's longer training, from the weights that SGD left. */
    public static final String ARTICLE_LONG = "article-long";

    /** A short training of the small network, for faces that Mien draws. */
    public static final String SMALL = "small";

    private static final List<Augmentation> ARTICLE_AUGMENTATION =
            List.of(new Shift(0.1, 0.1), new Zoom(0.2), new HorizontalFlip(0.5));

    private static final Map<String, TrainingConfig> ALL = new LinkedHashMap<>();

    static {
        register(article(ARTICLE, new Duration(30, 5), new Optimization(OptimizerSpec.Adam.DEFAULT, 1e-4, 64)));
        register(article(ARTICLE_SGD, new Duration(30, 5), new Optimization(OptimizerSpec.Sgd.DEFAULT, 1e-3, 64)));
        register(article(ARTICLE_LONG, new Duration(50, 10), new Optimization(OptimizerSpec.Adam.DEFAULT, 1e-4, 64)));
        register(new TrainingConfig(
                SMALL,
                "small",
                new Duration(16, 6),
                new Optimization(OptimizerSpec.Adam.DEFAULT, 2e-3, 32),
                new Input(Scaling.Kind.STANDARD, List.of(new Shift(0.05, 0.05), new HorizontalFlip(0.5)), false),
                defaultComputation()));
    }

    private Recipes() {}

    private static TrainingConfig article(String name, Duration duration, Optimization optimization) {
        return new TrainingConfig(
                name,
                "article",
                duration,
                optimization,
                new Input(Scaling.Kind.RAW, ARTICLE_AUGMENTATION, true),
                defaultComputation());
    }

    private static Computation defaultComputation() {
        return new Computation(Precision.automatic(), Runtime.getRuntime().availableProcessors(), 42);
    }

    private static void register(TrainingConfig config) {
        ALL.put(config.recipe(), config);
    }

    /** All names, in the order of registration. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /**
     * The configuration of a recipe, for this machine: its precision and its number of processors.
     *
     * @throws InvalidInputException if there is none of that name; the message names those that exist
     */
    public static TrainingConfig named(String name) {
        TrainingConfig config = ALL.get(name);
        if (config == null) {
            throw new InvalidInputException(
                    "no recipe is named '" + name + "'; there are " + String.join(", ", names()));
        }
        return config;
    }
}
