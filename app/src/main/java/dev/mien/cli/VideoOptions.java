package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.recognition.TrackingOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of {@code recognize} for a video only. */
final class VideoOptions {
    /** What an answer is about. */
    enum Unit {
        FRAME,
        SECOND
    }

    @Option(
            names = "--every",
            paramLabel = "N",
            description = "Video: search faces in every N-th frame and follow them in between; 1 by default.")
    private Optional<Integer> every = Optional.empty();

    @Option(
            names = "--smooth",
            paramLabel = "SECONDS",
            description =
                    "Video: smooth each person's scores over about this time; 0.5 by default, 0 turns smoothing off.")
    private Optional<Double> smooth = Optional.empty();

    @Option(
            names = "--per",
            paramLabel = "UNIT",
            description = "Video: an answer for each frame, or the means of each second: ${COMPLETION-CANDIDATES};"
                    + " frame by default.")
    private Optional<Unit> per = Optional.empty();

    @Option(
            names = "--timeline",
            paramLabel = "FILE.png|FOLDER",
            description = "Video: file, or folder for several videos, for a chart of each person's emotions over time.")
    private Optional<Path> timeline = Optional.empty();

    boolean perSecond() {
        return per.filter(unit -> unit == Unit.SECOND).isPresent();
    }

    int every() {
        return every.orElse(1);
    }

    TrackingOptions tracking() {
        return smooth.map(TrackingOptions.USUAL::withSmoothing).orElse(TrackingOptions.USUAL);
    }

    Optional<Path> timeline() {
        return timeline;
    }

    void refuseForPhotos() {
        if (every.isPresent() || smooth.isPresent() || timeline.isPresent() || per.isPresent()) {
            throw new InvalidInputException(
                    "--every, --smooth, --timeline and --per are for a video, not for photos: leave them out");
        }
    }
}
