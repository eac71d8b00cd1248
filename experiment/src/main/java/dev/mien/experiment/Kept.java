package dev.mien.experiment;

import dev.mien.Remedy;
import dev.mien.io.WriteFailedException;
import dev.mien.training.Checkpoint;
import dev.mien.training.RunFolder;
import dev.mien.training.TrainingDivergedException;
import java.nio.file.Files;

/** Adds the files that a failed training keeps, and what to do with them, to its failure. */
final class Kept {
    private Kept() {}

    static WriteFailedException afterFailedWriting(RunFolder folder, WriteFailedException failure) {
        boolean isClosed = Files.isDirectory(folder.path()) && !Files.isWritable(folder.path());
        boolean hasNoRun = Files.isDirectory(folder.path()) && !Files.isRegularFile(folder.config());
        if (hasNoRun || isClosed && !hasCheckpoint(folder)) {
            // the run has nothing to go on from, or could not write there either
            return failure;
        }
        return new WriteFailedException(
                failure.problem() + kept(folder), Remedy.to(Remedy.Action.RESUME, folder.path()), failure);
    }

    private static String kept(RunFolder folder) {
        if (hasCheckpoint(folder)) {
            return ". The last checkpoint is kept";
        }
        return Files.isRegularFile(folder.config())
                ? ". The run has no checkpoint yet, so resuming it begins again"
                : "";
    }

    private static boolean hasCheckpoint(RunFolder folder) {
        return Files.exists(folder.path().resolve(Checkpoint.NAME))
                || Files.exists(folder.path().resolve(Checkpoint.PREVIOUS));
    }

    static TrainingDivergedException afterDivergence(RunFolder folder, TrainingDivergedException failure) {
        Remedy slower = Remedy.lower(Remedy.Setting.LEARNING_RATE);
        if (!Files.exists(folder.best())) {
            return new TrainingDivergedException(
                    failure.problem() + ". No epoch had ended",
                    Remedy.to(Remedy.Action.TRAIN).and(slower),
                    failure);
        }
        return new TrainingDivergedException(
                failure.problem() + ". The best weights so far and the last checkpoint are kept",
                Remedy.to(Remedy.Action.START_FROM, folder.path())
                        .and(slower)
                        .or(Remedy.to(Remedy.Action.JUDGE, folder.path())),
                failure);
    }
}
