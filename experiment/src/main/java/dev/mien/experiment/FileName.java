package dev.mien.experiment;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The name of a file without its folders: what a page or a model file tells, since a machine's folders are its owner's
 * affair.
 */
final class FileName {
    private FileName() {}

    /** The last part of a path; the path itself where it has no parts. */
    static String of(String path) {
        return Optional.ofNullable(Path.of(path).getFileName())
                .map(Path::toString)
                .orElse(path);
    }
}
