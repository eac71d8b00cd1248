package dev.mien.cli;

import dev.mien.InvalidInputException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of {@code recognize} that mean something for photos alone. */
final class PhotoOptions {
    @Option(names = "--recursive", description = "Photos: look into the folders in a folder, too.")
    private boolean recursive;

    @Option(
            names = "--explain",
            paramLabel = "FOLDER",
            description = "Photos: write there what the network looked at in each face (class activation maps).")
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
