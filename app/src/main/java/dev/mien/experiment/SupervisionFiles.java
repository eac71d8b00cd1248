package dev.mien.experiment;

import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.FerPlus;
import dev.mien.nn.Architectures;
import dev.mien.training.Answers;
import dev.mien.training.ModelFile;
import dev.mien.training.RunConfig;
import dev.mien.training.RunFolder;
import dev.mien.training.Supervision;
import dev.mien.training.TargetRule;
import dev.mien.training.TaughtViews;
import dev.mien.training.TeacherBank;
import dev.mien.training.TrainingConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a training learns from beside labels, by its files.
 *
 * @param ferPlus votes of FER+'s taggers
 * @param teachers run folders or model files, the mean of whose answers is learned from
 * @param banks folder of their answers for views; empty for one in the run's folder
 */
public record SupervisionFiles(Optional<Path> ferPlus, List<Path> teachers, Optional<Path> banks) {
    /** The labels alone. */
    public static final SupervisionFiles NONE = new SupervisionFiles(Optional.empty(), List.of(), Optional.empty());

    public SupervisionFiles {
        ferPlus = ferPlus.map(SupervisionFiles::absolute);
        banks = banks.map(SupervisionFiles::absolute);
        teachers = teachers.stream().map(SupervisionFiles::absolute).toList();
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** Those of a run, which must be what they were. */
    static SupervisionFiles of(RunConfig.Data data) {
        votes(data);
        data.teachers().forEach(file -> {
            requireThere(file, "from whose answers the run learned");
            requireSame(file, RunConfig.Source.ofModel(Path.of(file.path())));
        });
        return new SupervisionFiles(
                data.ferPlus().map(file -> Path.of(file.path())),
                data.teachers().stream().map(file -> Path.of(file.path())).toList(),
                data.teaching().folder().map(Path::of));
    }

    /** The weights that a run started from, which must be what they were. */
    static List<Path> initialWeights(RunConfig config) {
        config.initialWeights().forEach(file -> {
            requireThere(file, "from whose weights the run starts");
            if (!file.sha256().isEmpty()) {
                requireSame(file, RunConfig.Source.ofModel(Path.of(file.path())));
            }
        });
        return config.initialWeights().stream()
                .map(file -> Path.of(file.path()))
                .toList();
    }

    private static void requireThere(RunConfig.Source expected, String what) {
        if (!Files.exists(Path.of(expected.path()))) {
            throw new InvalidInputException(expected.path() + ", " + what + ", is not there. Put it back");
        }
    }

    private static void requireSame(RunConfig.Source expected, RunConfig.Source found) {
        if (!found.equals(expected)) {
            throw new InvalidInputException(expected.path() + " has changed since the run began: its SHA-256 is "
                    + found.sha256() + ", the run's was " + expected.sha256() + ". Restore the file, or train anew");
        }
    }

    /** The votes of a run, which must be what they were; what it takes to judge the run by them. */
    static Optional<FerPlus> votes(RunConfig.Data data) {
        data.ferPlus().ifPresent(file -> {
            requireThere(file, "from whose votes the run learned");
            requireSame(file, RunConfig.Source.of(Path.of(file.path())));
        });
        return data.ferPlus().map(file -> FerPlus.read(Path.of(file.path())));
    }

    private Optional<FerPlus> votes() {
        return ferPlus.map(FerPlus::read);
    }

    /** What a run's configuration keeps of these files. */
    RunConfig.Data describe(RunConfig.Data data) {
        return new RunConfig.Data(
                data.source(),
                data.rows(),
                data.sha256(),
                data.limit(),
                ferPlus.map(RunConfig.Source::of),
                new RunConfig.Teaching(
                        teachers.stream().map(RunConfig.Source::ofModel).toList(),
                        banks.map(Path::toString),
                        List.of()));
    }

    /**
     * Checks, before anything is computed, that the files are what a training needs.
     *
     * @param all the samples before they are divided
     */
    void requireFor(TrainingConfig training, Dataset all) {
        Supervision.require(
                training.targets(),
                Architectures.named(training.architecture()),
                ferPlus.isPresent(),
                !teachers.isEmpty());
        votes().ifPresent(votes -> votes.requireFor(all));
        List<ModelFile> models = teachers.stream().map(ModelFile::read).toList();
        boolean secondTaught = training.target(TargetRule.FerPlusVoting.class).isPresent()
                || models.stream()
                        .allMatch(model -> model.architecture().heads().size() > 1);
        if (!secondTaught
                && Architectures.named(training.architecture()).heads().size() > 1) {
            throw new InvalidInputException(
                    "the architecture '" + training.architecture() + "' has a second head, which"
                            + " neither --ferplus nor a teacher with one head teaches: add --ferplus, or take --architecture"
                            + " mien-emotions");
        }
    }

    /**
     * What there is to learn from.
     *
     * @param banks files with the teachers' answers, where they were asked about views
     */
    record Read(Supervision supervision, List<RunConfig.Source> banks) {}

    /**
     * Reads the votes, and asks the teachers about the training samples, as far as nobody did so before; what the watch throws ends
     * that.
     *
     * @param run whose folder keeps the answers where no other was named
     */
    Read read(Dataset train, RunConfig config, RunFolder run, JudgingWatch watch) {
        TrainingConfig training = config.training();
        int views = training.target(TargetRule.Distillation.class)
                .map(TargetRule.Distillation::views)
                .orElse(0);
        Optional<FerPlus> votes = votes();
        if (teachers.isEmpty() || views == 0) {
            int threads = training.computation().threads();
            Optional<Answers> teacher =
                    teachers.isEmpty() ? Optional.empty() : Optional.of(teach(train, threads, watch));
            return new Read(new Supervision(votes, teacher), List.of());
        }
        TeacherBank.Question question = new TeacherBank.Question(
                train,
                training.input().augmentations(),
                views,
                training.computation().precision(),
                training.computation().threads());
        List<TeacherBank> asked =
                new TeacherQuestions(teachers, question, banks.orElseGet(run::teacherBanks)).ask(watch);
        List<RunConfig.Source> files =
                asked.stream().map(bank -> RunConfig.Source.of(bank.file())).toList();
        requireSame(config.data().teaching().banks(), files);
        return new Read(new Supervision(votes, Optional.empty(), Optional.of(TaughtViews.read(asked))), files);
    }

    /** Answers that a run has learned from already must be what they were. */
    private static void requireSame(List<RunConfig.Source> expected, List<RunConfig.Source> found) {
        for (int i = 0; i < expected.size(); i++) {
            if (!expected.get(i).sha256().equals(found.get(i).sha256())) {
                throw new InvalidInputException(
                        "the teacher's answers in " + found.get(i).path()
                                + " are not those that the run began with: their SHA-256 is "
                                + found.get(i).sha256()
                                + ", the run's was " + expected.get(i).sha256() + ". Put the file back, or train anew");
            }
        }
    }

    private Answers teach(Dataset train, int threads, JudgingWatch watch) {
        try (Judge judge = Judge.open(teachers, false, threads, watch)) {
            return judge.answers(train);
        }
    }
}
