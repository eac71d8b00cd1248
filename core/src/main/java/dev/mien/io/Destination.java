package dev.mien.io;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Where a path leads when a file is written to it. A link stays one: what it leads to, over however many links, is written.
 *
 * @param path absolute, and no link but to a device
 * @param special whether it is there and neither a file nor a folder, {@code /dev/stdout} for instance: then it is written itself
 */
record Destination(Path path, boolean special) {
    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    /**
     * Follows a path.
     *
     * @throws WriteFailedException if it leads to nothing, to a folder, or in a circle
     */
    static Destination of(Path file) {
        try {
            return follow(file);
        } catch (IOException e) {
            throw refused(file, "it cannot be looked at: " + WholeFile.reason(e), e);
        }
    }

    private static Destination follow(Path file) throws IOException {
        Path path = file.toAbsolutePath();
        for (int links = 0; links <= MOST_LINKS; links++) {
            if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
                return new Destination(path, true);
            }
            if (!Files.isSymbolicLink(path)) {
                return regular(file, path, links > 0);
            }
            path = path.resolveSibling(Files.readSymbolicLink(path));
        }
        throw refused(file, "it is a link that leads in a circle", new FileSystemLoopException(file.toString()));
    }

    private static Destination regular(Path file, Path path, boolean isLinked) {
        if (Files.isDirectory(path)) {
            String what = isLinked ? "it is a link to the folder " + path : "it is a folder";
            throw refused(file, what, new FileSystemException(file.toString(), null, what));
        }
        if (isLinked && !Files.exists(path)) {
            throw refused(
                    file, "it is a link to " + path + ", which is not there", new NoSuchFileException(path.toString()));
        }
        return new Destination(path, false);
    }

    private static WriteFailedException refused(Path file, String what, IOException cause) {
        return new WriteFailedException(
                "cannot write " + file + ": " + what + ". Give the name of another file, or remove what stands there",
                cause);
    }
}
