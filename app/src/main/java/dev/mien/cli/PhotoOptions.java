package dev.mien.cli;

import dev.mien.InvalidInputException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of {@code recognize} for photos only. */
final class PhotoOptions {
    @Option(
            names = "--explain",
            paramLabel = "FOLDER|FILE.png",
            description = "Photos: folder for heat maps that show the network's evidence in each face (class"
                    + " activation maps). Or a file for those of the only photo.")
    private Optional<Path> explain = Optional.empty();

    Optional<Path> explain() {
        return explain;
    }

    void refuseForVideo() {
        if (explain.isPresent()) {
            throw new InvalidInputException("--explain is for photos, not for a video: leave it out");
        }
    }
}
