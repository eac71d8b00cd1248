package dev.mien.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of {@code recognize} for many files. */
final class BatchOptions {
    @Option(names = "--recursive", description = "Also search folders in a folder.")
    private boolean recursive;

    @Option(
            names = "--annotate",
            paramLabel = "FOLDER|FILE",
            description =
                    "Folder for copies with marked faces, also of videos with their sound. Or the file of the only"
                            + " copy: .jpg or .png for a photo, .mp4, .mov or .mkv for a video.")
    private Optional<Path> annotate = Optional.empty();

    @Option(
            names = "--summary",
            paramLabel = "FILE.csv",
            description = "Table with a line for each person of each file: seconds in sight, and the mean, the peak and"
                    + " the share of time of each emotion.")
    private Optional<Path> summary = Optional.empty();

    @Option(
            names = "--skip-done",
            description = "Go on after an interruption: skip files whose outputs exist. It needs a folder for --out,"
                    + " --annotate or --timeline, or a --summary.")
    private boolean skipDone;

    boolean recursive() {
        return recursive;
    }

    Optional<Path> annotate() {
        return annotate;
    }

    Optional<Path> summary() {
        return summary;
    }

    boolean skipDone() {
        return skipDone;
    }
}
