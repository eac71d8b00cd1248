package dev.mien.experiment;

import dev.mien.InvalidInputException;
import dev.mien.dataset.DataSplit;
import dev.mien.dataset.Dataset;
import dev.mien.training.RunConfig;
import java.util.HashMap;
import java.util.Map;

/** The data of several runs, each read once however many runs had it. */
final class RunData {
    private final Map<String, Dataset> bySha256 = new HashMap<>();

    /** Data that is there already. */
    RunData with(Dataset data) {
        bySha256.put(data.sha256(), data);
        return this;
    }

    /**
     * A run's faces, divided as the run did.
     *
     * @throws InvalidInputException if they are not there any more, or have changed
     */
    DataSplit split(RunConfig config) {
        return Completion.split(config, all(config));
    }

    /**
     * All that the run had.
     *
     * @throws InvalidInputException as {@link #split}
     */
    Dataset all(RunConfig config) {
        Dataset known = bySha256.get(config.data().sha256());
        if (known != null) {
            return known;
        }
        Dataset read = Completion.data(config);
        bySha256.put(config.data().sha256(), read);
        return read;
    }
}
