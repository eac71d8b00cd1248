package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.dataset.Scaling;
import dev.mien.engine.OptimizerSpec;
import dev.mien.engine.Optimizers;
import dev.mien.engine.Precision;
import dev.mien.experiment.Experiment;
import dev.mien.experiment.ExperimentSettings;
import dev.mien.experiment.FacesChoice;
import dev.mien.keras.KerasFile;
import dev.mien.training.Recipes;
import dev.mien.training.RunFolder;
import dev.mien.training.TrainingConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a network, judges it and writes a report. */
@Command(
        name = "train",
        description = {
            "Trains a network, judges it and writes a report into a run folder.",
            "Without --data it trains a small network on drawn faces."
        },
        sortOptions = false)
final class TrainCommand implements Callable<Integer> {
    private static final String AFTER_DRAWN_FACES =
            "To train on FER2013 instead: ./mien data download fer2013, and then ./mien train --data fer2013.csv.gz";

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    private static final int INTERRUPTED = 130;
    private static final Set<String> RESUMABLE =
            Set.of("--resume", "--from-previous", "--epochs", "--patience", "--verbose", "--quiet");

    @Option(names = "--data", paramLabel = "FILE|FOLDER", description = "fer2013.csv, .csv.gz, or a folder of faces.")
    private Optional<Path> data = Optional.empty();

    @Mixin
    private LabelOptions labels = new LabelOptions();

    @Option(
            names = "--recipe",
            completionCandidates = RegisteredNames.OfRecipes.class,
            description = "Recipe with the initial settings: ${COMPLETION-CANDIDATES}. mien is the flagship and"
                    + " needs --ferplus. article by default, small without --data.")
    private Optional<String> recipe = Optional.empty();

    @Option(
            names = "--architecture",
            completionCandidates = RegisteredNames.OfArchitectures.class,
            description = "Network: ${COMPLETION-CANDIDATES}. Of Mien's own, those with emotions in their"
                    + " names, article and small have no head for FER+."
                    + " The recipe's by default.")
    private Optional<String> architecture = Optional.empty();

    @Option(names = "--epochs", description = "Maximum number of epochs; the recipe's by default.")
    private Optional<Integer> epochs = Optional.empty();

    @Option(names = "--patience", description = "Stop after this many epochs without a better validation accuracy.")
    private Optional<Integer> patience = Optional.empty();

    @Option(
            names = {"--batch", "--batch-size"},
            description = "Number of faces in a step.")
    private Optional<Integer> batch = Optional.empty();

    @Option(
            names = "--optimizer",
            completionCandidates = RegisteredNames.OfOptimizers.class,
            description = "${COMPLETION-CANDIDATES}; the recipe's with its constants by default.")
    private Optional<String> optimizer = Optional.empty();

    @Option(
            names = {"--learning-rate", "--lr"},
            description = "Learning rate, above 0.")
    private Optional<Double> learningRate = Optional.empty();

    @Option(names = "--scaling", description = "raw, unit or standard.")
    private Optional<Scaling.Kind> scaling = Optional.empty();

    @Option(
            names = "--precision",
            defaultValue = "auto",
            description = "auto, fp32 or bf16; auto uses bf16 if the processor multiplies it natively.")
    private PrecisionChoice precision = PrecisionChoice.AUTO;

    @Option(names = "--threads", description = "Number of threads; all processors by default.")
    private Optional<Integer> threads = Optional.empty();

    @Option(
            names = "--deterministic",
            description =
                    "Compute the same digits on any number of processors: use one thread, and choose no algorithm by"
                            + " speed.")
    private boolean deterministic;

    @Mixin
    private IngredientOptions ingredients = new IngredientOptions();

    @Mixin
    private SupervisionOptions supervision = new SupervisionOptions();

    @Mixin
    private SplitOptions split = new SplitOptions();

    @Option(
            names = "--seed",
            description = "Seed of split, weights, shuffles, augmentation and dropout; 42 by default.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "Use N faces, chosen by the seed.")
    private Optional<Integer> limit = Optional.empty();

    @Option(
            names = "--initial-weights",
            split = ",",
            paramLabel = "RUN|FILE",
            description = "Start from the best weights of a run or Keras file, or the mean of several runs' weights,"
                    + " instead of random weights. A deeper network takes them over and adds layers. For other"
                    + " classes the network gets a new last layer.")
    private List<Path> initialWeights = List.of();

    @Option(
            names = {"-o", "--out"},
            description = "Run folder to create; runs/RECIPE-TIME by default.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--resume",
            paramLabel = "RUN",
            description = "Continue a run that was stopped, killed or finished; --epochs and --patience may change.")
    private Optional<Path> resume = Optional.empty();

    @Option(names = "--from-previous", description = "With --resume: continue from the checkpoint before the last.")
    private boolean fromPrevious;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** The values of {@code --precision}. */
    enum PrecisionChoice {
        AUTO,
        FP32,
        BF16;

        Precision precision() {
            return switch (this) {
                case AUTO -> Precision.automatic();
                case FP32 -> Precision.FP32;
                case BF16 -> Precision.BF16;
            };
        }
    }

    @Override
    public Integer call() {
        PrintWriter writer = spec.commandLine().getOut();
        boolean finished;
        try (Experiment experiment = open(writer)) {
            finished = new TrainingSession(writer).run(experiment).isPresent();
        }
        if (finished && data.isEmpty() && resume.isEmpty()) {
            writer.println(AFTER_DRAWN_FACES);
            writer.flush();
        }
        return finished ? Main.DONE : INTERRUPTED;
    }

    /** The training that the options describe. Its run folder is there, and nothing is trained yet. */
    Experiment open(PrintWriter writer) {
        return resume.isPresent() ? reopened(resume.get()) : prepared(writer);
    }

    private Experiment prepared(PrintWriter writer) {
        TrainingConfig config = config();
        if (data.isEmpty()) {
            writer.println("Without --data, the training uses drawn faces.");
        }
        if (out.isPresent()) {
            return prepared(config, out.get());
        }
        RunFolder reserved =
                RunFolder.reserve(Path.of("runs", config.recipe() + "-" + STAMP.format(LocalDateTime.now())));
        try {
            return prepared(config, reserved.path());
        } catch (RuntimeException | Error e) {
            reserved.release();
            throw e;
        }
    }

    private Experiment prepared(TrainingConfig config, Path folder) {
        initialWeights.stream().filter(KerasFile::isNamed).forEach(this::tellOfKeras);
        return Experiment.prepare(new ExperimentSettings(
                config,
                new FacesChoice(data, labels.choice(), limit()),
                supervision.files(),
                split.plan(
                        data,
                        Recipes.split(config.recipe()),
                        config.computation().seed()),
                initialWeights,
                folder));
    }

    private void tellOfKeras(Path file) {
        PrintWriter writer = spec.commandLine().getOut();
        writer.println("the weights of " + file + " are taken with its outputs in the order of the data's classes"
                + "; the state of its optimizer is left aside");
        writer.flush();
    }

    private Experiment reopened(Path run) {
        List<String> fixed = spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !RESUMABLE.contains(name))
                .toList();
        if (!fixed.isEmpty()) {
            throw new InvalidInputException("a resumed run keeps the settings of its config.json, so --resume cannot be"
                    + " given together with " + String.join(", ", fixed)
                    + ": only --epochs and --patience may change");
        }
        return Experiment.reopen(run, new Experiment.Extension(epochs, patience), fromPrevious);
    }

    private OptionalInt limit() {
        return limit.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private TrainingConfig config() {
        return supervision.applyTo(ingredients.applyTo(basics()));
    }

    /** The recipe's constants for the recipe's optimizer, and the usual constants for another optimizer. */
    private OptimizerSpec optimizer(OptimizerSpec usual) {
        return optimizer
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> !name.equals(usual.label()))
                .map(Optimizers::named)
                .orElse(usual);
    }

    private TrainingConfig basics() {
        TrainingConfig start =
                withoutSmallFaces(Recipes.named(recipe.orElse(data.isPresent() ? Recipes.ARTICLE : Recipes.SMALL)));
        TrainingConfig.Optimization optimization = start.optimization();
        TrainingConfig.Computation computation = start.computation();
        return start.withArchitecture(architecture.orElse(start.architecture()))
                .withDuration(
                        epochs.orElse(start.duration().epochs()),
                        patience.orElse(start.duration().patience()))
                .withOptimization(new TrainingConfig.Optimization(
                        optimizer(optimization.optimizer()),
                        learningRate.orElse(optimization.learningRate()),
                        optimization.schedule(),
                        optimization.refinements(),
                        batch.orElse(optimization.batchSize())))
                .withScaling(scaling.orElse(start.input().scaling()))
                .withComputation(new TrainingConfig.Computation(
                        precision.precision(),
                        threads.orElse(deterministic ? 1 : computation.threads()),
                        seed.orElse(computation.seed()),
                        deterministic));
    }

    /** They come with the ingredients, when it is known which network is to read them. */
    private static TrainingConfig withoutSmallFaces(TrainingConfig config) {
        return config.withInput(config.input().withProgressive(Optional.empty()));
    }
}
