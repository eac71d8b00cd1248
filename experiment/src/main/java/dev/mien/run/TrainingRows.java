package dev.mien.run;

import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Usage;
import dev.mien.model.BundledModel;
import dev.mien.training.RunConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rows that trained models, those that trained their teachers and the runs that they started from included: each run's own, out of
 * the data that it had, whatever data is judged.
 *
 * @param known one set for each way in which runs divided their data
 * @param unknown models of whose training rows nobody here knows: they belong to no run, or what their run learned from is not there
 *     any more or has changed
 * @param bundled whether a model that comes with Mien is among them, which learned from FER2013's Training rows
 */
public record TrainingRows(List<Dataset> known, List<String> unknown, boolean bundled) {
    public TrainingRows {
        known = List.copyOf(known);
        unknown = List.copyOf(unknown);
    }

    /**
     * Of models and all behind them.
     *
     * @param models run folders, model files, or names of models that come with Mien
     * @param counted which runs count
     */
    public static TrainingRows of(List<Path> models, RunData data, Predicate<RunConfig> counted) {
        List<Dataset> known = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<RunConfig> read = new ArrayList<>();
        boolean bundled = false;
        for (Path model : Lineage.of(models)) {
            Optional<RunConfig> config = Lineage.configOf(model);
            if (BundledModel.named(model.toString()).isPresent()) {
                bundled = true;
            } else if (config.isEmpty()) {
                unknown.add(model.toString());
            } else {
                Lineage.sources(config.get())
                        .filter(source -> !Lineage.isThere(source))
                        .forEach(source -> unknown.add(source.toString()));
                RunConfig run = config.get();
                if (counted.test(run) && read.stream().noneMatch(other -> Lineage.sameRows(other, run))) {
                    rows(model, run, data, unknown).ifPresent(rows -> {
                        known.add(rows);
                        read.add(run);
                    });
                }
            }
        }
        return new TrainingRows(known, unknown, bundled);
    }

    private static Optional<Dataset> rows(Path model, RunConfig config, RunData data, List<String> unknown) {
        try {
            return Optional.of(data.splitOf(config).train());
        } catch (InvalidInputException e) {
            unknown.add(model.toString());
            return Optional.empty();
        }
    }

    /** Of models that nobody knows the rows of, those that some data marks as Training may be the ones. */
    public List<Dataset> with(Dataset marked) {
        List<Dataset> all = new ArrayList<>(known);
        Dataset training = marked.withUsage(Usage.TRAINING);
        if (guesses() && !training.isEmpty()) {
            all.add(training);
        }
        return all;
    }

    /** Whether marks have to stand for what is not known. */
    public boolean guesses() {
        return bundled || !unknown.isEmpty();
    }
}
