package dev.mien.training;

import dev.mien.io.WriteFailedException;
import dev.mien.nn.Weights;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.function.Supplier;

/**
 * Ends a training whose run folder was removed, moved or replaced. So nothing is written into a folder that does not
 * belong to the run.
 */
public final class RunFolderWatch implements Callback {
    private final RunFolder folder;

    public RunFolderWatch(RunFolder folder) {
        this.folder = folder;
    }

    @Override
    public Verdict onEpoch(EpochResult result, Supplier<Weights> weights) {
        requireRun();
        return Verdict.CONTINUE;
    }

    @Override
    public void onCheckpoint(Supplier<Checkpoint> checkpoint) {
        requireRun();
    }

    private void requireRun() {
        if (!Files.isRegularFile(folder.config())) {
            throw new WriteFailedException(
                    "cannot write into the run folder " + folder.path()
                            + ": it was removed, moved or replaced while the training ran. Put it back",
                    new NoSuchFileException(folder.config().toString()));
        }
    }
}
