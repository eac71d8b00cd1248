package dev.mien.experiment;

import dev.mien.InvalidInputException;
import dev.mien.dataset.DataSplit;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Scaling;
import dev.mien.engine.ConvolutionPlan;
import dev.mien.io.WriteFailedException;
import dev.mien.judging.JudgingWatch;
import dev.mien.run.RunData;
import dev.mien.run.RunFaces;
import dev.mien.training.CalibrationFile;
import dev.mien.training.Callback;
import dev.mien.training.Checkpoint;
import dev.mien.training.CheckpointWriter;
import dev.mien.training.EarlyStopping;
import dev.mien.training.EmotionClassifier;
import dev.mien.training.Environment;
import dev.mien.training.History;
import dev.mien.training.HistoryRecorder;
import dev.mien.training.ModelCheckpoint;
import dev.mien.training.Recipes;
import dev.mien.training.ResumedRun;
import dev.mien.training.RunChecksums;
import dev.mien.training.RunConfig;
import dev.mien.training.RunFolder;
import dev.mien.training.RunFolderWatch;
import dev.mien.training.RunLock;
import dev.mien.training.Trainer;
import dev.mien.training.TrainingConfig;
import dev.mien.training.TrainingDivergedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A training in a run folder, which receives configuration, history, checkpoints and best weights. A lock keeps others
 * out of the folder until {@link #close}.
 */
public final class Experiment implements AutoCloseable {
    private final RunLock lock;
    private final RunFolder folder;
    private RunConfig config;
    private final Material material;
    private final Optional<InitialWeights> initial;
    private final Optional<Checkpoint> checkpoint;

    /**
     * The data and supervision to learn from.
     *
     * @param notes what a user should know about classes and weights
     */
    private record Material(DataSplit split, OpenedSupervision supervision, List<String> notes) {}

    private Experiment(
            RunLock lock,
            RunFolder folder,
            RunConfig config,
            Material material,
            Optional<InitialWeights> initial,
            Optional<Checkpoint> checkpoint) {
        this.lock = lock;
        this.folder = folder;
        this.config = config;
        this.material = material;
        this.initial = initial;
        this.checkpoint = checkpoint;
    }

    /** Checks the settings, reads the data, and then creates the run folder. */
    public static Experiment prepare(ExperimentSettings settings) {
        TrainingConfig training = settings.training();
        Recipes.named(training.recipe());
        FacesChoice faces = settings.faces();
        RunFaces.Opened opened = RunFaces.open(faces.data(), faces.labels());
        Dataset all = opened.data();
        Optional<InitialWeights> initial = InitialWeights.of(settings.initialWeights(), training, all.labelSet());
        OpenedSupervision supervision = settings.supervision().openFor(training, all);
        RunConfig config = new RunConfig(
                training,
                settings.supervision()
                        .describe(new RunConfig.Data(
                                RunFaces.name(faces.data()),
                                all.size(),
                                all.sha256(),
                                faces.limit().orElse(all.size()),
                                opened.labelling())),
                settings.split().settled(all),
                settings.initialWeights().stream()
                        .map(path ->
                                RunConfig.Source.ofModel(path.toAbsolutePath().normalize()))
                        .toList(),
                Optional.empty(),
                Environment.describe());
        DataSplit split = RunData.split(config, all);
        RunFolder folder = RunFolder.create(settings.out());
        RunLock lock = RunLock.take(folder);
        try {
            RunFolder.vacant(folder.path());
            config.write(folder.config());
            List<String> notes = new ArrayList<>(opened.notes());
            initial.ifPresent(weights -> notes.addAll(weights.notes()));
            return new Experiment(
                    lock, folder, config, new Material(split, supervision, notes), initial, Optional.empty());
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Reopens a run to continue from its last checkpoint.
     *
     * @param extension new limit of epochs and new patience, if they change
     * @param previous whether to continue from the checkpoint before the last
     */
    public static Experiment reopen(Path run, Extension extension, boolean previous) {
        RunFolder folder = new RunFolder(run);
        if (!Files.isRegularFile(folder.config())) {
            throw new InvalidInputException("there is no run to resume at " + run
                    + ": expected the folder of a training run, with its config.json");
        }
        RunLock lock = RunLock.take(folder);
        try {
            return reopen(lock, folder, extension, previous);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    private static Experiment reopen(RunLock lock, RunFolder folder, Extension extension, boolean previous) {
        RunConfig begun = RunConfig.read(folder.config());
        Optional<Checkpoint> checkpoint = Checkpoint.read(folder.path(), begun.architecture(), previous);
        ResumedRun.requireNothingLost(folder, checkpoint);
        RunConfig config = extension.apply(
                begun, checkpoint.map(there -> there.history().epochs().size()).orElse(0));
        Optional<InitialWeights> initial = checkpoint.isPresent()
                ? Optional.empty()
                : InitialWeights.of(SupervisionFiles.initialWeights(config), config.training(), config.labels());
        Material material = new Material(
                RunData.read(config), SupervisionFiles.of(config.data()).open(), List.of());
        requireCalibration(folder);
        if (previous) {
            Checkpoint.goBack(folder.path());
        }
        return new Experiment(lock, folder, config, material, initial, checkpoint);
    }

    /** Finds a damaged calibration now, because judging reads it only after the training. */
    private static void requireCalibration(RunFolder folder) {
        if (Files.exists(folder.best())) {
            CalibrationFile.ofModel(folder.best());
        }
    }

    /** The settings that a resumed run may change. */
    public record Extension(Optional<Integer> epochs, Optional<Integer> patience) {
        /** @param done number of finished epochs */
        RunConfig apply(RunConfig config, int done) {
            TrainingConfig.Duration duration = config.training().duration();
            return config.withDuration(epochs.orElse(duration.epochs()), patience.orElse(duration.patience()), done);
        }
    }

    public RunFolder folder() {
        return folder;
    }

    public RunConfig config() {
        return config;
    }

    public DataSplit split() {
        return material.split();
    }

    /** What a user should know about the classes and the initial weights of a new run. */
    public List<String> notes() {
        return material.notes();
    }

    /** The finished epochs. */
    public History past() {
        return checkpoint.map(Checkpoint::history).orElse(new History(List.of()));
    }

    /**
     * Trains to the end or until a watcher stops it.
     *
     * @param watchers callbacks that show progress or end the training early
     * @param watch gets the progress of the teachers' answers, before the first step
     * @return all finished epochs
     */
    public History run(List<Callback> watchers, JudgingWatch watch) {
        TrainingConfig training = config.training();
        DataSplit split = material.split();
        Scaling scaling = Scaling.fit(training.input().scaling(), split.train());
        OpenedSupervision.Read taught = material.supervision().read(split.train(), config, folder, watch);
        config = config.withTeacherBanks(taught.banks());
        try (EmotionClassifier model = EmotionClassifier.create(training, config.labels(), scaling)) {
            RunChecksums.remove(folder);
            config.withConvolutions(convolutions(model)).write(folder.config());
            initial.ifPresent(start -> model.load(start.weights()));
            List<Callback> callbacks = new ArrayList<>();
            callbacks.add(new EarlyStopping(training.duration().patience()));
            callbacks.add(new RunFolderWatch(folder));
            callbacks.add(new ModelCheckpoint(
                    folder.best(), model, details(config), training.duration().keep()));
            callbacks.add(new HistoryRecorder(folder.history()));
            callbacks.add(new CheckpointWriter(folder.path(), model.architecture()));
            callbacks.addAll(watchers);
            Trainer trainer = new Trainer(model, training, taught.supervision(), callbacks);
            return checkpoint.isPresent()
                    ? trainer.resume(checkpoint.get(), split.train(), split.validation())
                    : trainer.fit(split.train(), split.validation());
        } catch (WriteFailedException e) {
            throw Kept.afterFailedWriting(folder, e);
        } catch (TrainingDivergedException e) {
            throw Kept.afterDivergence(folder, e);
        }
    }

    @Override
    public void close() {
        lock.close();
    }

    /**
     * The run's algorithms, so that a resumed run gives the same digits. A new run measures the best for this machine.
     */
    private ConvolutionPlan convolutions(EmotionClassifier model) {
        TrainingConfig training = config.training();
        if (config.convolutions().isPresent()) {
            model.use(config.convolutions().get());
        } else if (!training.computation().deterministic()) {
            model.measureConvolutions(Math.min(
                    training.optimization().batchSize(),
                    material.split().train().size()));
        }
        return model.convolutions();
    }

    /** The details of its training that a model file keeps. */
    private static Map<String, String> details(RunConfig config) {
        Map<String, String> details = new TreeMap<>();
        details.put("recipe", config.training().recipe());
        details.put("seed", Long.toString(config.training().computation().seed()));
        details.put("data_sha256", config.data().sha256());
        details.put("mien", Environment.version());
        return details;
    }
}
