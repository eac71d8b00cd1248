package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import java.nio.file.Files;
import java.util.Optional;

/** Checks before a run goes on that its files belong together, so that no better weights are replaced by worse ones. */
public final class ResumedRun {
    /** The best weights are written before the checkpoint, and a run may go on from the checkpoint before its last. */
    private static final int MOST_EPOCHS_AHEAD = 2;

    private ResumedRun() {}

    /**
     * Checks a run's weights and history against the checkpoint from which it goes on.
     *
     * @param checkpoint empty if the folder has no checkpoint, so that the run would begin at its first epoch
     * @throws InvalidInputException if the run has come further than its checkpoint tells, or its best weights are
     *     missing or damaged
     */
    public static void requireNothingLost(RunFolder folder, Optional<Checkpoint> checkpoint) {
        if (checkpoint.isEmpty()) {
            requireNotBegun(folder);
            return;
        }
        int epochs = checkpoint.get().history().epochs().size();
        if (Files.exists(folder.best())) {
            requireFits(folder, ModelFile.read(folder.best()), epochs);
        } else if (epochs > 0) {
            throw new InvalidInputException(folder.best() + " is missing: the run has finished " + epochs
                    + " epochs, and its best weights stood there. Going on would keep only weights that are better"
                    + " than the lost ones. Put the file back, or train a new run");
        }
    }

    private static void requireNotBegun(RunFolder folder) {
        boolean hasWeights = Files.exists(folder.best());
        if (!hasWeights && !Files.exists(folder.history())) {
            return;
        }
        String problem = folder.path() + " has no checkpoint, only " + (hasWeights ? ModelFile.BEST : HistoryCsv.NAME)
                + ": " + Checkpoint.NAME + " and " + Checkpoint.PREVIOUS + " are missing. The run would begin at its"
                + " first epoch and replace what it has reached. Put the checkpoint back";
        throw hasWeights
                ? new InvalidInputException(
                        problem,
                        Remedy.to(Remedy.Action.JUDGE, folder.path())
                                .or(Remedy.to(Remedy.Action.START_FROM, folder.path())))
                : new InvalidInputException(problem, Remedy.to(Remedy.Action.TRAIN));
    }

    private static void requireFits(RunFolder folder, ModelFile best, int epochs) {
        int epoch = epoch(best);
        if (epoch > epochs + MOST_EPOCHS_AHEAD) {
            throw new InvalidInputException(
                    folder.best() + " holds the weights of epoch " + epoch
                            + ", but the checkpoint was written after epoch " + epochs
                            + ", so going on would replace them. Put the checkpoint of the same time back",
                    Remedy.to(Remedy.Action.JUDGE, folder.path())
                            .or(Remedy.to(Remedy.Action.START_FROM, folder.path())));
        }
    }

    /** Files of early versions do not tell their epoch. */
    private static int epoch(ModelFile best) {
        try {
            return Integer.parseInt(best.details().getOrDefault(ModelFile.EPOCH, "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
