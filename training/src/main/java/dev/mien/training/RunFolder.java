package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.Remedy;
import dev.mien.io.AtomicFile;
import dev.mien.io.FailureReason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The folder of one training run, and the names of its files.
 *
 * @param path the path of the folder
 */
public record RunFolder(Path path) {

    /**
     * The folder for a new run. It is not made yet, so that a later mistake leaves no empty folder behind. The folder
     * of a run that was killed before it wrote its config.json counts as free.
     *
     * @throws InvalidInputException if a run or anything else is there already
     */
    public static RunFolder vacant(Path path) {
        if (Files.exists(path) && !holdsNoRun(path)) {
            throw new InvalidInputException(
                    "the run folder " + path + " exists already. A new run needs a folder that is absent or empty",
                    Remedy.change(Remedy.Setting.OUTPUT));
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
                    "cannot make the run folder " + path + ": " + FailureReason.of(e),
                    Remedy.change(Remedy.Setting.OUTPUT),
                    e);
        }
    }

    /**
     * Makes an empty folder for a run whose name the user did not choose. If something stands there already, as when
     * two trainings start in the same second, the name gets a number.
     */
    public static RunFolder reserve(Path wanted) {
        Path path = wanted;
        try {
            Files.createDirectories(wanted.toAbsolutePath().getParent());
            for (int number = 2; ; number++) {
                try {
                    return new RunFolder(Files.createDirectory(path));
                } catch (FileAlreadyExistsException e) {
                    path = wanted.resolveSibling(wanted.getFileName() + "-" + number);
                }
            }
        } catch (IOException e) {
            throw new MienException(
                    "cannot make the run folder " + path + ": " + FailureReason.of(e),
                    Remedy.set(Remedy.Setting.OUTPUT, "FOLDER"),
                    e);
        }
    }

    /** Removes a reserved folder if nothing was written into it. */
    public void release() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // a run has begun in it
        }
    }

    /**
     * The folder of a model: the folder itself, or the folder of a model file. If it is a run's folder, it has a
     * config.json.
     */
    public static RunFolder ofModel(Path model) {
        Path parent = model.toAbsolutePath().getParent();
        return new RunFolder(Files.isDirectory(model) || parent == null ? model : parent);
    }

    /** Whether a folder is empty, or has only what a run leaves that was killed before it wrote its config.json. */
    private static boolean holdsNoRun(Path path) {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.allMatch(entry -> entry.endsWith(RunLock.NAME) || AtomicFile.isUnfinished(entry));
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

    /** The default folder of teachers' answers. */
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
