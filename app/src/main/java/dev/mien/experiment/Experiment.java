package dev.mien.experiment;

import dev.mien.InvalidInputException;
import dev.mien.dataset.DataSplit;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Scaling;
import dev.mien.nn.Architectures;
import dev.mien.nn.ModelArchitecture;
import dev.mien.training.Callback;
import dev.mien.training.EarlyStopping;
import dev.mien.training.EmotionClassifier;
import dev.mien.training.Environment;
import dev.mien.training.History;
import dev.mien.training.HistoryRecorder;
import dev.mien.training.ModelCheckpoint;
import dev.mien.training.ModelFile;
import dev.mien.training.RunConfig;
import dev.mien.training.RunFolder;
import dev.mien.training.Trainer;
import dev.mien.training.TrainingConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Trains as the settings say and leaves a run folder with configuration, history and best weights. */
public final class Experiment {
    private final ExperimentSettings settings;
    private final List<Callback> watchers;

    /** @param watchers callbacks that show progress, or end the training early */
    public Experiment(ExperimentSettings settings, List<Callback> watchers) {
        this.settings = settings;
        this.watchers = List.copyOf(watchers);
    }

    /** Hears of the steps before training. */
    @FunctionalInterface
    public interface Listener {
        void prepared(DataSplit split, RunConfig config);
    }

    /**
     * Reads the data, trains, and writes the run folder as it goes.
     *
     * @return the finished epochs
     */
    public History run(Listener listener) {
        TrainingConfig training = settings.training();
        Optional<ModelFile> start = settings.initialWeights().map(ModelFile::read);
        start.ifPresent(file -> file.weights()
                .requireFit(
                        Architectures.named(training.architecture()),
                        "'" + settings.initialWeights().get() + "'"));
        Dataset all = Faces.open(settings.data());
        int limit = settings.limit().orElse(all.size());
        DataSplit split = settings.split()
                .apply(Faces.limited(all, limit, training.computation().seed()));
        requireTrainable(split);
        RunFolder folder = RunFolder.create(settings.out());
        RunConfig config = config(all, limit);
        config.write(folder.config());
        listener.prepared(split, config);
        return train(folder, config, split, start);
    }

    private static ModelFile startingPoint(Path path, ModelArchitecture architecture) {
        ModelFile file = ModelFile.read(path);
        file.weights().requireFit(architecture, path.toString());
        return file;
    }

    private static void requireTrainable(DataSplit split) {
        if (split.train().isEmpty() || split.validation().isEmpty()) {
            throw new InvalidInputException("training needs a training and a validation split, and "
                    + (split.train().isEmpty() ? "the first" : "the second")
                    + " is empty: " + String.join("; ", split.notes()) + ". Use --split random");
        }
    }

    private RunConfig config(Dataset all, int limit) {
        return new RunConfig(
                settings.training(),
                new RunConfig.Data(Faces.name(settings.data()), all.size(), all.sha256(), limit),
                settings.split(),
                settings.initialWeights().map(Path::toString),
                Environment.describe());
    }

    private History train(RunFolder folder, RunConfig config, DataSplit split, Optional<ModelFile> start) {
        TrainingConfig training = config.training();
        Scaling scaling = Scaling.fit(training.input().scaling(), split.train());
        try (EmotionClassifier model = EmotionClassifier.create(training, scaling)) {
            start.ifPresent(file -> model.load(file.weights()));
            List<Callback> callbacks = new ArrayList<>();
            callbacks.add(new EarlyStopping(training.duration().patience()));
            callbacks.add(new ModelCheckpoint(folder.best(), model.architecture(), scaling, details(config)));
            callbacks.add(new HistoryRecorder(folder.history()));
            callbacks.addAll(watchers);
            return new Trainer(model, training, callbacks).fit(split.train(), split.validation());
        }
    }

    /** What a model file tells of its making. */
    private static Map<String, String> details(RunConfig config) {
        Map<String, String> details = new TreeMap<>();
        details.put("recipe", config.training().recipe());
        details.put("seed", Long.toString(config.training().computation().seed()));
        details.put("data_sha256", config.data().sha256());
        details.put("mien", Environment.version());
        return details;
    }
}
