package dev.mien.cli;

import dev.mien.InvalidInputException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of {@code recognize} for photos only. */
final class PhotoOptions {
    @Option(names = "--recursive", description = "Photos: also search folders in a folder.")
    private boolean recursive;

    @Option(
            names = "--explain",
            paramLabel = "FOLDER",
            description = "Photos: folder for heat maps that show the network's evidence in each face (class"
                    + " activation maps).")
    private Optional<Path> explain = Optional.empty();

    boolean recursive() {
        return recursive;
    }

    Optional<Path> explain() {
        return explain;
    }

    void refuseForVideo() {
        if (explain.isPresent() || recursive) {
            throw new InvalidInputException(
                    "--explain and --recursive are for photos, not for a video: leave them out");
        }
    }
}
