package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.Remedy;
import dev.mien.io.AtomicFile;
import dev.mien.io.FailureReason;
import dev.mien.io.Sha256;
import dev.mien.io.WholeFile;
import dev.mien.io.WriteFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * {@code checksums.sha256}: the SHA-256 of each file of a judged run, in the format of coreutils' {@code sha256sum},
 * which can check it too. It is written last, and removed before any of the files changes.
 */
public final class RunChecksums {
    /** Name of the file in a run folder. */
    public static final String NAME = "checksums.sha256";

    private static final int BEFORE_NAME = Sha256.DIGITS + 2;

    private RunChecksums() {}

    /** Writes the checksums of all files in the folder. */
    public static void write(RunFolder folder) {
        StringBuilder text = new StringBuilder();
        for (Path file : files(folder.path())) {
            String name = folder.path().relativize(file).toString().replace('\\', '/');
            text.append(Sha256.of(file)).append("  ").append(name).append('\n');
        }
        AtomicFile.write(folder.path().resolve(NAME), text.toString());
    }

    /** Removes the checksums before files change. */
    public static void remove(RunFolder folder) {
        try {
            Files.deleteIfExists(folder.path().resolve(NAME));
        } catch (IOException e) {
            throw new WriteFailedException(
                    "cannot remove " + folder.path().resolve(NAME) + ": " + FailureReason.of(e)
                            + ". Make the folder writable",
                    e);
        }
    }

    /** The names of the files that have changed or are gone. The list is empty if there are no checksums. */
    public static List<String> damaged(RunFolder folder) {
        Path checksums = folder.path().resolve(NAME);
        if (!Files.exists(checksums)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (String line : lines(checksums)) {
            String name = line.length() > BEFORE_NAME ? line.substring(BEFORE_NAME) : NAME;
            Path file = folder.path().resolve(name);
            if (!Files.isRegularFile(file) || !line.startsWith(Sha256.of(file) + "  ")) {
                names.add(name);
            }
        }
        return names;
    }

    /**
     * Requires that files have not changed since the run was judged.
     *
     * @param which selects the files that matter by their names
     * @throws InvalidInputException if one of them has changed
     */
    public static void requireUnchanged(RunFolder folder, Predicate<String> which) {
        List<String> damaged = damaged(folder).stream().filter(which).toList();
        if (!damaged.isEmpty()) {
            throw new InvalidInputException(
                    "files of the run " + folder.path() + " are not what its " + NAME + " says: "
                            + String.join(", ", damaged),
                    Remedy.to(Remedy.Action.JUDGE, folder.path()).or(Remedy.restore(folder.path())));
        }
    }

    private static List<String> lines(Path file) {
        try {
            return WholeFile.readLines(file);
        } catch (IOException e) {
            throw new MienException("cannot read " + file + ": " + FailureReason.of(e), e);
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            !file.endsWith(NAME) && !file.endsWith(RunLock.NAME) && !AtomicFile.isUnfinished(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new MienException("cannot list " + folder + ": " + FailureReason.of(e), e);
        }
    }
}
