package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.people.People;
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

    @Option(
            names = "--people",
            description =
                    "Give a person the same number in all files of this call, by the looks of the face. Nothing is"
                            + " kept for another call. docs/videos.md says how often this is wrong.")
    private boolean people;

    @Option(
            names = "--people-distance",
            paramLabel = "DISTANCE",
            description = "With --people: how far apart two faces of one person may look; 0.5 by default. Less takes"
                    + " fewer people for one, and more often one for several.")
    private Optional<Double> distance = Optional.empty();

    boolean recursive() {
        return recursive;
    }

    Optional<Path> annotate() {
        return annotate;
    }

    Optional<Path> summary() {
        return summary;
    }

    /**
     * The greatest distance of one person's faces; empty if people get no numbers.
     *
     * @throws InvalidInputException if the options contradict each other
     */
    Optional<Double> people() {
        if (distance.isPresent() && !people) {
            throw new InvalidInputException("--people-distance is for --people: give both, or leave it out");
        }
        if (people && skipDone) {
            throw new InvalidInputException(
                    "--people numbers the people of one call and keeps nothing for the next one,"
                            + " so --skip-done cannot go on with its numbers: leave one of them out");
        }
        return people ? distance.or(() -> Optional.of(People.DISTANCE)) : Optional.empty();
    }

    boolean skipDone() {
        return skipDone;
    }
}
