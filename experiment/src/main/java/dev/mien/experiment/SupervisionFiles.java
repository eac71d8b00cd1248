package dev.mien.experiment;

import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.FerPlus;
import dev.mien.nn.ModelArchitecture;
import dev.mien.training.ModelFile;
import dev.mien.training.RunConfig;
import dev.mien.training.Supervision;
import dev.mien.training.TargetRule;
import dev.mien.training.TrainingConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files that a training learns from in addition to the labels.
 *
 * @param ferPlus votes of FER+'s taggers
 * @param teachers run folders or model files; the training learns from the mean of their answers
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

    /** The files of a run, which must be unchanged. */
    static SupervisionFiles of(RunConfig.Data data) {
        requireSameVotes(data);
        data.teachers().forEach(file -> {
            requireThere(file, "whose answers the run learned from");
            requireSame(file, RunConfig.Source.ofModel(Path.of(file.path())));
        });
        return new SupervisionFiles(
                data.ferPlus().map(file -> Path.of(file.path())),
                data.teachers().stream().map(file -> Path.of(file.path())).toList(),
                data.teaching().folder().map(Path::of));
    }

    /** The weights that a run started from, which must be unchanged. */
    static List<Path> initialWeights(RunConfig config) {
        config.initialWeights().forEach(file -> {
            requireThere(file, "whose weights the run starts from");
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
            throw new InvalidInputException(expected.path() + ", " + what + ", does not exist: put it back");
        }
    }

    private static void requireSame(RunConfig.Source expected, RunConfig.Source found) {
        if (!found.equals(expected)) {
            throw new InvalidInputException(expected.path() + " has changed since the run began: its SHA-256 is "
                    + found.sha256() + ", the run's was " + expected.sha256() + ". Restore the file, or train a new"
                    + " run");
        }
    }

    private static void requireSameVotes(RunConfig.Data data) {
        data.ferPlus().ifPresent(file -> {
            requireThere(file, "whose votes the run learned from");
            requireSame(file, RunConfig.Source.of(Path.of(file.path())));
        });
    }

    /** The votes of a run, which must be unchanged. Judging the run by FER+ needs them. */
    static Optional<FerPlus> votes(RunConfig.Data data) {
        requireSameVotes(data);
        return data.ferPlus().map(file -> FerPlus.read(Path.of(file.path())));
    }

    /** Adds the description of these files to a run's configuration. */
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
                        List.of()),
                data.labelling());
    }

    /** Reads the votes. */
    OpenedSupervision open() {
        return new OpenedSupervision(ferPlus.map(FerPlus::read), teachers, banks);
    }

    /**
     * Reads the votes, and checks the files before any computation.
     *
     * @param all samples, before the split
     */
    OpenedSupervision openFor(TrainingConfig training, Dataset all) {
        ModelArchitecture architecture = training.architecture(all.labelSet());
        Supervision.require(training.targets(), architecture, ferPlus.isPresent(), !teachers.isEmpty());
        OpenedSupervision opened = open();
        opened.votes().ifPresent(votes -> votes.requireFor(all));
        List<ModelFile> models = teachers.stream().map(ModelFile::read).toList();
        models.forEach(model -> requireSameLabels(model, all));
        boolean secondTaught = training.target(TargetRule.FerPlusVoting.class).isPresent()
                || models.stream()
                        .allMatch(model -> model.architecture().heads().size() > 1);
        if (!secondTaught && architecture.heads().size() > 1) {
            throw new InvalidInputException(
                    "the architecture '" + training.architecture() + "' has a second head, which only FER+'s votes or"
                            + " teachers with two heads can teach: give FER+'s votes",
                    Remedy.set(Remedy.Setting.ARCHITECTURE, "mien-emotions"));
        }
        return opened;
    }

    private static void requireSameLabels(ModelFile teacher, Dataset all) {
        if (!teacher.labels().equals(all.labelSet())) {
            throw new InvalidInputException(
                    "a teacher has the classes " + teacher.labels().text() + ", but " + all.source() + " has "
                            + all.labelSet().text() + ": a teacher and its student need the same classes in the same"
                            + " order",
                    Remedy.change(Remedy.Setting.TEACHER));
        }
    }
}
