package dev.mien.run;

import dev.mien.InvalidInputException;
import dev.mien.dataset.DataSplit;
import dev.mien.dataset.Dataset;
import dev.mien.training.RunConfig;
import java.util.HashMap;
import java.util.Map;

/** The data of runs. An instance reads each data set once, for any number of runs. */
public final class RunData {
    private final Map<String, Dataset> bySha256 = new HashMap<>();

    /**
     * The faces of a run with the run's split. The data is read again.
     *
     * @throws InvalidInputException if the data is gone or has changed since the run began
     */
    public static DataSplit read(RunConfig config) {
        return split(config, faces(config));
    }

    private static Dataset faces(RunConfig config) {
        Dataset all = RunFaces.named(config.data().source(), config.data().labelling());
        requireSame(config, all);
        return all;
    }

    private static void requireSame(RunConfig config, Dataset all) {
        if (!all.sha256().equals(config.data().sha256())) {
            throw new InvalidInputException(config.data().source() + " has changed since the run began: its content's"
                    + " SHA-256 is " + all.sha256() + ", the run's was "
                    + config.data().sha256() + ". Restore the file, or train a new run");
        }
    }

    /** Splits data by a run's configuration. */
    public static DataSplit split(RunConfig config, Dataset all) {
        long seed = config.training().computation().seed();
        return config.split().apply(config.split().limited(all, config.data().limit(), seed));
    }

    /** Adds data that is already read. */
    public RunData with(Dataset data) {
        bySha256.put(data.sha256(), data);
        return this;
    }

    /**
     * The faces of a run, divided as the run divided them.
     *
     * @throws InvalidInputException if the data is gone or has changed since the run began
     */
    public DataSplit splitOf(RunConfig config) {
        return split(config, all(config));
    }

    /**
     * All faces of a run.
     *
     * @throws InvalidInputException if the data is gone or has changed since the run began
     */
    public Dataset all(RunConfig config) {
        Dataset known = bySha256.get(config.data().sha256());
        if (known != null) {
            return known;
        }
        Dataset read = faces(config);
        bySha256.put(config.data().sha256(), read);
        return read;
    }
}
