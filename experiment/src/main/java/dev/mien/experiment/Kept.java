package dev.mien.experiment;

import dev.mien.training.Checkpoint;
import dev.mien.training.RunFolder;
import java.nio.file.Files;

/** What a training that failed leaves, in words. */
final class Kept {
    private Kept() {}

    static String afterFailedWriting(RunFolder folder) {
        String resume = "'./mien train --resume " + folder.path() + "'";
        if (hasCheckpoint(folder)) {
            return "The last checkpoint is kept: " + resume + " goes on from it";
        }
        return Files.isRegularFile(folder.config())
                ? "The run has no checkpoint yet: " + resume + " begins it again"
                : "Then " + resume + " goes on";
    }

    private static boolean hasCheckpoint(RunFolder folder) {
        return Files.exists(folder.path().resolve(Checkpoint.NAME))
                || Files.exists(folder.path().resolve(Checkpoint.PREVIOUS));
    }

    static String afterDivergence(RunFolder folder) {
        if (!Files.exists(folder.best())) {
            return "No epoch had ended. Train again with a lower --learning-rate";
        }
        return "The best weights so far and the last checkpoint are kept: './mien train --initial-weights "
                + folder.path()
                + "' with a lower --learning-rate goes on from the best, './mien report " + folder.path()
                + "' judges them";
    }
}
