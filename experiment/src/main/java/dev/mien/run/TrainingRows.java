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
 * The training rows of models, their teachers and the runs that they started from. Each run's rows come from its own
 * data, whatever data is judged.
 *
 * @param known one set for each division of the runs' data
 * @param unknown models whose training rows are unknown: they do not belong to a run, or their run's data or ancestors
 *     are gone or have changed
 * @param bundled whether one of them comes with Mien, which learned from FER2013's Training rows
 */
public record TrainingRows(List<Dataset> known, List<String> unknown, boolean bundled) {
    public TrainingRows {
        known = List.copyOf(known);
        unknown = List.copyOf(unknown);
    }

    /**
     * The training rows of models and all their ancestors.
     *
     * @param models run folders, model files, or names of models that come with Mien
     * @param counted accepts the runs that count
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

    /** Adds the rows that some data marks as Training, for models whose rows are unknown. */
    public List<Dataset> with(Dataset marked) {
        List<Dataset> all = new ArrayList<>(known);
        Dataset training = marked.withUsage(Usage.TRAINING);
        if (guesses() && !training.isEmpty()) {
            all.add(training);
        }
        return all;
    }

    /** Whether marked rows have to stand for unknown ones. */
    public boolean guesses() {
        return bundled || !unknown.isEmpty();
    }
}
