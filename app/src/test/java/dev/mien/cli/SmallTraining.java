package dev.mien.cli;

import dev.mien.training.HistoryCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Trainings of the smallest network for tests that look at the files of runs. */
final class SmallTraining {
    /** More epochs without progress than a test's training has. */
    private static final int PATIENCE = 9;

    private SmallTraining() {}

    /** The words of a training on faces of a file. */
    static Object[] words(Path data, int epochs, Path out) {
        return new Object[] {
            "train",
            "--data",
            data,
            "--architecture",
            "small",
            "--epochs",
            epochs,
            "--patience",
            PATIENCE,
            "--batch",
            32,
            "--out",
            out
        };
    }

    /** A run's history without the two columns that measure time. All others are equal in an epoch computed again. */
    static List<String> digits(Path run) throws IOException {
        return Files.readAllLines(run.resolve(HistoryCsv.NAME)).stream()
                .map(line -> line.replaceFirst("^((?:[^,]*,){6})[^,]*,[^,]*,", "$1"))
                .toList();
    }
}
