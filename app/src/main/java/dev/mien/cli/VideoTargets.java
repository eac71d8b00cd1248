package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.batch.SameFile;
import dev.mien.io.AtomicFile;
import dev.mien.video.VideoWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files written for a video.
 *
 * @param answers the file of the answers; empty for standard output
 * @param annotated the video with marked faces
 * @param timeline the chart of each person's emotions
 */
record VideoTargets(Optional<Path> answers, Optional<Path> annotated, Optional<Path> timeline) {
    static VideoTargets of(RecognizeOutput output, VideoOptions options, Path video) {
        return new VideoTargets(
                output.file().map(target -> answersFile(target, output, video)),
                output.annotate().map(target -> annotatedFile(target, video)),
                options.timeline());
    }

    private static Path answersFile(String target, RecognizeOutput output, Path video) {
        return AnswerOutput.isFolder(target)
                ? Path.of(target)
                        .resolve(video.getFileName() + "." + output.format().ending())
                : Path.of(target);
    }

    private static Path annotatedFile(Path target, Path video) {
        String name = String.valueOf(video.getFileName()).replaceFirst("\\.[^.]*$", "");
        boolean folder = Files.isDirectory(target)
                || !String.valueOf(target.getFileName()).contains(".");
        return folder ? target.resolve(name + ".mp4") : target;
    }

    /**
     * Checks before the work that all files can be written.
     *
     * @throws InvalidInputException if a file would overwrite the video or another file, or has a wrong ending
     * @throws dev.mien.io.WriteFailedException if a file cannot be written
     */
    void require(Path video) {
        requireOthersThan(video);
        timeline.filter(chart -> !chart.toString().toLowerCase(Locale.ROOT).endsWith(".png"))
                .ifPresent(chart -> {
                    throw new InvalidInputException(
                            "--timeline is " + chart + ", a picture in PNG: expected a name that ends in .png");
                });
        requireApart();
        annotated.ifPresent(VideoWriter::requireWritable);
        timeline.ifPresent(AtomicFile::requireWritable);
        answers.ifPresent(AtomicFile::requireWritable);
    }

    private Map<String, Path> written() {
        Map<String, Path> written = new TreeMap<>();
        annotated.ifPresent(file -> written.put("--annotate", file));
        timeline.ifPresent(file -> written.put("--timeline", file));
        answers.ifPresent(file -> written.put("--out", file));
        return written;
    }

    private void requireOthersThan(Path video) {
        written().forEach((option, file) -> {
            if (SameFile.is(file, video)) {
                throw new InvalidInputException(option + " would overwrite " + video + ": give another file");
            }
        });
    }

    private void requireApart() {
        Map<Path, String> places = new HashMap<>();
        written().forEach((option, file) -> {
            String other = places.put(AtomicFile.realPlace(file), option);
            if (other != null) {
                throw new InvalidInputException(
                        other + " and " + option + " would both be written to " + file + ": give another file");
            }
        });
    }
}
