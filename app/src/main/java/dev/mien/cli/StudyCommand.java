package dev.mien.cli;

import dev.mien.dataset.SplitPlan;
import dev.mien.experiment.Experiment;
import dev.mien.experiment.ExperimentSettings;
import dev.mien.experiment.StudyReport;
import dev.mien.experiment.SupervisionFiles;
import dev.mien.judging.Judgement;
import dev.mien.training.Recipes;
import dev.mien.training.RunFolder;
import dev.mien.training.TrainingConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    @Option(names = "--data", required = true, paramLabel = "FILE|FOLDER", description = "FER2013, as for train.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(names = "--architecture", defaultValue = "article", description = "${DEFAULT-VALUE} by default.")
    private String architecture = "article";

    @Option(names = "--epochs", description = "Most epochs of each training; 30, 30 and 50 by default.")
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

    @Option(names = "--out", description = "Folder to create; runs/study-TIME by default.")
    private Optional<Path> out = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter writer = spec.commandLine().getOut();
        Path folder = RunFolder.vacant(
                        out.orElseGet(() -> Path.of("runs", "study-" + STAMP.format(LocalDateTime.now()))))
                .path();
        List<StudyReport.Member> members = new ArrayList<>();
        Optional<Path> start = Optional.empty();
        for (String recipe : List.of(Recipes.ARTICLE, Recipes.ARTICLE_SGD, Recipes.ARTICLE_LONG)) {
            writer.println();
            writer.println("== " + recipe);
            RunFolder run = new RunFolder(folder.resolve(recipe));
            Optional<Judgement> judgement;
            try (Experiment experiment = Experiment.prepare(settings(recipe, start, run.path()))) {
                judgement = new TrainingSession(writer).run(experiment);
            }
            if (judgement.isEmpty()) {
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

    private ExperimentSettings settings(String recipe, Optional<Path> start, Path run) {
        TrainingConfig config = Recipes.named(recipe).withArchitecture(architecture);
        TrainingConfig seeded = config.withDuration(
                        epochs.orElse(config.duration().epochs()),
                        config.duration().patience())
                .withComputation(new TrainingConfig.Computation(
                        config.computation().precision(),
                        deterministic ? 1 : config.computation().threads(),
                        seed,
                        deterministic));
        OptionalInt faces = limit.map(OptionalInt::of).orElse(OptionalInt.empty());
        return new ExperimentSettings(
                seeded,
                Optional.of(data),
                SupervisionFiles.NONE,
                faces,
                SplitPlan.random(seed),
                start.stream().toList(),
                run);
    }
}
