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

    @Option(
            names = "--first-frame",
            description = "Reads a GIF, PNG or WebP with several frames, and a sequence of AVIF or HEIC pictures, as a"
                    + " photo: its first frame. Without it they are read as videos.")
    private boolean firstFrame;

    boolean firstFrame() {
        return firstFrame;
    }

    Optional<Path> explain() {
        return explain;
    }

    /** @param animation whether the video is a picture with several frames */
    void refuseForVideo(boolean animation) {
        if (explain.isPresent()) {
            throw new InvalidInputException("--explain is for photos, not for a video: leave it out"
                    + (animation ? ", or read the picture's first frame with --first-frame" : ""));
        }
    }
}
