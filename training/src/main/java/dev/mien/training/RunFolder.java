package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.io.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The folder of one training run and the names of what stands in it.
 *
 * @param path of the folder
 */
public record RunFolder(Path path) {

    /**
     * The folder for a new run, not made yet, so that a mistake found later leaves none behind.
     *
     * @throws InvalidInputException if something stands there already
     */
    public static RunFolder vacant(Path path) {
        if (Files.exists(path) && !isEmptyFolder(path)) {
            throw new InvalidInputException("the run folder " + path
                    + " exists already, and a run is never written over another. Choose another name with --out, or"
                    + " remove it");
        }
        return new RunFolder(path);
    }

    /**
     * Makes a folder for a new run.
     *
     * @throws InvalidInputException if something stands there already
     */
    public static RunFolder create(Path path) {
        vacant(path);
        try {
            return new RunFolder(Files.createDirectories(path));
        } catch (IOException e) {
            throw new MienException(
                    "cannot make the run folder " + path + ": " + FailureReason.of(e)
                            + ". Choose a place that can be written to with --out",
                    e);
        }
    }

    /** The folder that a model belongs to: itself, or the one that a model file stands in; whether it is a run's, its config.json says. */
    public static RunFolder ofModel(Path model) {
        Path parent = model.toAbsolutePath().getParent();
        return new RunFolder(Files.isDirectory(model) || parent == null ? model : parent);
    }

    private static boolean isEmptyFolder(Path path) {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    public Path config() {
        return path.resolve("config.json");
    }

    public Path history() {
        return path.resolve(HistoryCsv.NAME);
    }

    public Path best() {
        return path.resolve(ModelFile.BEST);
    }

    /** The folder of teachers' answers, where no other was named. */
    public Path teacherBanks() {
        return path.resolve("teacher-banks");
    }

    public Path report() {
        return path.resolve("report.html");
    }

    public Path plots() {
        return path.resolve("plots");
    }
}
