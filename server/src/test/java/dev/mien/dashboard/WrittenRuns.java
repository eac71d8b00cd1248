package dev.mien.dashboard;

import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.PredictionsCsv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** Writes the files that a training writes. */
public final class WrittenRuns {
    /** When all files were written last. */
    public static final Instant WRITTEN = Instant.parse("2026-11-30T08:00:00Z");

    private static final String CONFIG = """
            {"format": 2,
             "training": {"recipe": "mien", "architecture": "mien-light", "duration": {"epochs": 3, "patience": 5},
              "optimization": {"learning_rate": %s}, "computation": {"seed": 42}},
             "data": {"source": "/home/somebody/faces.csv", "rows": 4, "sha256": "%s"},
             "initial_weights": ["/home/somebody/runs/other"]}
            """;
    private static final String HEADER =
            "epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate,seconds";

    private WrittenRuns() {}

    /** A run without epochs. */
    public static Path begun(Path folder, String data, double rate) {
        write(folder.resolve("config.json"), CONFIG.formatted(rate, data));
        return folder;
    }

    /** Gives a run so many epochs, of which the second is the best. */
    public static void epochs(Path run, int epochs) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (int epoch = 1; epoch <= epochs; epoch++) {
            text.append(epoch + ",1.5,0.4,1.4," + (epoch == 2 ? 0.6 : 0.5) + ",0.001,100\n");
        }
        write(run.resolve("history.csv"), text.toString());
    }

    /**
     * Judges a run on four faces.
     *
     * @param right for each face whether the run is right
     */
    public static void judged(Path run, boolean... right) {
        float[][] answers = new float[right.length][7];
        int[] rows = new int[right.length];
        int[] truth = new int[right.length];
        for (int i = 0; i < right.length; i++) {
            rows[i] = 10 * (right.length - i);
            answers[i][right[i] ? 0 : 3] = 0.6f + 0.1f * i;
            answers[i][6] = 0.4f - 0.1f * i;
        }
        write(run.resolve("predictions.csv"), PredictionsCsv.text(Predictions.of(rows, truth, answers)));
        write(run.resolve("plots/mistakes.png"), "a picture");
        write(
                run.resolve("evaluation.json"),
                "{\"split\": \"test\", \"n\": 4, \"accuracy\": 0.75, \"loss\": 0.8, \"macro_f1\": 0.5}");
        write(run.resolve("checksums.sha256"), "sums");
    }

    /** Writes a file, with its folders. */
    public static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
