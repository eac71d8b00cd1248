package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.dataset.SplitPlan;
import dev.mien.experiment.Experiment;
import dev.mien.experiment.ExperimentSettings;
import dev.mien.experiment.FacesChoice;
import dev.mien.experiment.StudyReport;
import dev.mien.experiment.SupervisionFiles;
import dev.mien.judging.Judgement;
import dev.mien.training.Recipes;
import dev.mien.training.RunConfig;
import dev.mien.training.RunFolder;
import dev.mien.training.TrainingConfig;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Repeats the article. */
@Command(
        name = "study",
        description = {
            "Repeats the article: trains its network with Adam, trains a new one with SGD, and continues that one with"
                    + " Adam for longer.",
            "Judges each on the same test faces and writes one report."
        },
        sortOptions = false)
final class StudyCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    /** The trainings, in their order. */
    private static final List<String> RECIPES = List.of(Recipes.ARTICLE, Recipes.ARTICLE_SGD, Recipes.ARTICLE_LONG);

    private static final Set<String> RESUMABLE = Set.of("--resume", "--verbose", "--quiet");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    @Option(names = "--data", paramLabel = "FILE|FOLDER", description = "FER2013, as for train.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--architecture",
            defaultValue = "article",
            completionCandidates = RegisteredNames.OfArchitectures.class,
            description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
    private String architecture = "article";

    @Option(names = "--epochs", description = "Maximum number of epochs of each training; 30, 30 and 50 by default.")
    private Optional<Integer> epochs = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "Use N faces, chosen by the seed.")
    private Optional<Integer> limit = Optional.empty();

    @Option(names = "--seed", defaultValue = "42", description = "${DEFAULT-VALUE} by default.")
    private long seed = 42;

    @Option(
            names = "--deterministic",
            description =
                    "Compute the same digits on any number of processors: use one thread, and choose no algorithm by"
                            + " speed.")
    private boolean deterministic;

    @Option(
            names = {"-o", "--out"},
            description = "Folder to create; runs/study-TIME by default.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--resume",
            paramLabel = "STUDY",
            description = "Go on with a study that was stopped or killed. Its first training has the settings.")
    private Optional<Path> resume = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter writer = spec.commandLine().getOut();
        Optional<Study> begun = resume.isPresent() ? Optional.empty() : Optional.of(begun());
        Path folder = resume.orElseGet(this::vacant);
        Study study = begun.orElseGet(() -> resumed(folder));
        List<StudyReport.Member> members = new ArrayList<>();
        Optional<Path> start = Optional.empty();
        for (String recipe : RECIPES) {
            writer.println();
            writer.println("== " + recipe);
            RunFolder run = new RunFolder(folder.resolve(recipe));
            Optional<Judgement> judgement;
            try (Experiment experiment = experiment(study, recipe, start, run)) {
                judgement = new TrainingSession(writer).run(experiment);
            }
            if (judgement.isEmpty()) {
                writer.println("'./mien study --resume " + folder + "' goes on with the whole study.");
                writer.flush();
                return INTERRUPTED;
            }
            members.add(new StudyReport.Member(recipe, run, judgement.get()));
            start = recipe.equals(Recipes.ARTICLE_SGD) ? Optional.of(run.path()) : Optional.empty();
        }
        Path report = folder.resolve("report.html");
        StudyReport.write(report, members, TrainCommandText::of);
        writer.println("study: " + report);
        writer.flush();
        return Main.DONE;
    }

    private Path vacant() {
        return out.map(RunFolder::vacant)
                .orElseGet(() -> RunFolder.reserve(Path.of("runs", "study-" + STAMP.format(LocalDateTime.now()))))
                .path();
    }

    private Study begun() {
        Path faces = data.orElseThrow(() -> new InvalidInputException(
                "no data are given, which a study needs. Give FER2013 by --data, or a study to go on with by"
                        + " --resume"));
        return new Study(faces, architecture, epochs, limit, seed, deterministic);
    }

    private Study resumed(Path folder) {
        List<String> fixed = spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !RESUMABLE.contains(name))
                .toList();
        if (!fixed.isEmpty()) {
            throw new InvalidInputException(
                    "a resumed study keeps its settings, so --resume cannot be given together with "
                            + String.join(", ", fixed));
        }
        RunFolder first = new RunFolder(folder.resolve(RECIPES.get(0)));
        if (!Files.isRegularFile(first.config())) {
            throw new InvalidInputException("there is no study to resume at " + folder + ": expected a folder with "
                    + RECIPES.get(0) + "/config.json, as './mien study' makes it");
        }
        return Study.of(RunConfig.read(first.config()));
    }

    private static Experiment experiment(Study study, String recipe, Optional<Path> start, RunFolder run) {
        return Files.isRegularFile(run.config())
                ? Experiment.reopen(run.path(), new Experiment.Extension(Optional.empty(), Optional.empty()), false)
                : Experiment.prepare(study.settings(recipe, start, run.path()));
    }

    /**
     * What the trainings of a study share.
     *
     * @param epochs at most, in each; those of each recipe where it is empty
     * @param limit faces to work with; all where it is empty
     */
    private record Study(
            Path data,
            String architecture,
            Optional<Integer> epochs,
            Optional<Integer> limit,
            long seed,
            boolean deterministic) {

        /** The settings of a study, from its first training. */
        static Study of(RunConfig first) {
            TrainingConfig training = first.training();
            int planned = Recipes.named(RECIPES.get(0)).duration().epochs();
            RunConfig.Data data = first.data();
            return new Study(
                    Path.of(data.source()),
                    training.architecture(),
                    Optional.of(training.duration().epochs()).filter(epochs -> epochs != planned),
                    Optional.of(data.limit()).filter(limit -> limit < data.rows()),
                    training.computation().seed(),
                    training.computation().deterministic());
        }

        /** The article's split, or the parts of a folder that has its own. */
        private SplitPlan split() {
            SplitPlan random = SplitPlan.random(seed);
            return new SplitPlan(
                    SplitOptions.method(Optional.of(data), random.method()),
                    random.testFraction(),
                    random.validationFraction(),
                    random.groupDuplicates(),
                    seed);
        }

        ExperimentSettings settings(String recipe, Optional<Path> start, Path run) {
            TrainingConfig config = Recipes.named(recipe).withArchitecture(architecture);
            TrainingConfig seeded = config.withDuration(
                            epochs.orElse(config.duration().epochs()),
                            config.duration().patience())
                    .withComputation(new TrainingConfig.Computation(
                            config.computation().precision(),
                            deterministic ? 1 : config.computation().threads(),
                            seed,
                            deterministic));
            return new ExperimentSettings(
                    seeded,
                    new FacesChoice(
                            Optional.of(data), limit.map(OptionalInt::of).orElse(OptionalInt.empty())),
                    SupervisionFiles.NONE,
                    split(),
                    start.stream().toList(),
                    run);
        }
    }
}
