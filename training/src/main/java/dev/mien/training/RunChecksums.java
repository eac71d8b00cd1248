package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.io.AtomicFile;
import dev.mien.io.FailureReason;
import dev.mien.io.Sha256;
import dev.mien.io.WriteFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * {@code checksums.sha256}: the SHA-256 of each file of a judged run, in the form of coreutils' {@code sha256sum}, which checks it
 * too. It is written last and taken away before any of the files changes.
 */
public final class RunChecksums {
    /** Name of the file in a run folder. */
    public static final String NAME = "checksums.sha256";

    private static final int BEFORE_NAME = Sha256.DIGITS + 2;

    private RunChecksums() {}

    /** Writes the checksums of all files that stand in the folder. */
    public static void write(RunFolder folder) {
        StringBuilder text = new StringBuilder();
        for (Path file : files(folder.path())) {
            String name = folder.path().relativize(file).toString().replace('\\', '/');
            text.append(Sha256.of(file)).append("  ").append(name).append('\n');
        }
        AtomicFile.write(folder.path().resolve(NAME), text.toString());
    }

    /** Takes the checksums away, since files are going to change. */
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

    /** The names of those files that are no longer what they were, or are gone; none where there are no checksums. */
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
     * Requires files to be what they were when the run was judged.
     *
     * @param which of the files matter, by their names
     * @throws InvalidInputException if one is not
     */
    public static void requireUnchanged(RunFolder folder, Predicate<String> which) {
        List<String> damaged = damaged(folder).stream().filter(which).toList();
        if (!damaged.isEmpty()) {
            throw new InvalidInputException(
                    "files of the run " + folder.path() + " are not what its " + NAME + " says: "
                            + String.join(", ", damaged) + ". Put copies back, or write them anew with './mien report "
                            + folder.path() + "'");
        }
    }

    private static List<String> lines(Path file) {
        try {
            // whatever bytes a damaged line has, it is a line
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
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
