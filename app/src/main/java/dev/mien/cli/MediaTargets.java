package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.batch.AnnotatedPictures;
import dev.mien.batch.HeatMaps;
import dev.mien.batch.PictureInputs;
import dev.mien.io.AtomicFile;
import dev.mien.recognition.EmotionRecognizer;
import dev.mien.video.VideoFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files written for photos and videos. A name that ends like a picture or a video is a file for the only photo or
 * video. Every other name is a folder.
 */
final class MediaTargets {
    private final RecognizeOutput output;
    private final Optional<Path> annotate;
    private final Optional<Path> explain;
    private final Optional<Path> timeline;
    private final List<Medium> media;

    /** @param media all photos and videos */
    MediaTargets(
            RecognizeOutput output, BatchOptions batch, PhotoOptions photos, VideoOptions videos, List<Medium> media) {
        this.output = output;
        annotate = batch.annotate();
        explain = photos.explain();
        timeline = videos.timeline();
        this.media = List.copyOf(media);
    }

    List<Medium> media() {
        return media;
    }

    RecognizeOutput output() {
        return output;
    }

    Optional<Path> annotate() {
        return annotate;
    }

    Optional<Path> explain() {
        return explain;
    }

    Optional<Path> timeline() {
        return timeline;
    }

    private boolean isOnlyPhoto() {
        return media.size() == 1 && !media.get(0).isVideo();
    }

    /** Whether a name is a picture's, and not an existing folder's. */
    static boolean namesPicture(Path target) {
        String name = String.valueOf(target.getFileName());
        return name.contains(".") && PictureInputs.isPictureName(name) && !Files.isDirectory(target);
    }

    /** Whether a name has an ending, and is not an existing folder's. */
    static boolean namesFile(Path target) {
        return !ending(target).isEmpty() && !Files.isDirectory(target);
    }

    static String ending(Path target) {
        String name = String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT);
        return name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "";
    }

    /** Draws the copies of photos. */
    Optional<AnnotatedPictures> annotatedPictures() {
        return annotate.map(target ->
                isOnlyPhoto() && namesPicture(target) ? AnnotatedPictures.to(target) : new AnnotatedPictures(target));
    }

    /** Draws the heat maps of photos. */
    Optional<HeatMaps> heatMaps(EmotionRecognizer recognizer) {
        return explain.map(target ->
                explainsIntoFile(target) ? HeatMaps.to(target, recognizer) : new HeatMaps(target, recognizer));
    }

    boolean explainsIntoFile(Path target) {
        return isOnlyPhoto() && namesPicture(target);
    }

    /** The marked copy of a photo or a video. */
    Optional<Path> annotated(Medium medium) {
        if (!medium.isVideo()) {
            return medium.source().isPicture()
                    ? annotatedPictures().map(pictures -> pictures.file(medium.source()))
                    : Optional.empty();
        }
        return annotate.map(target -> media.size() == 1 && namesFile(target)
                ? target
                : beside(
                        target,
                        medium,
                        medium.source().place().getFileName().toString().replaceFirst("\\.[^.]*$", "") + ".mp4"));
    }

    /** The chart of a video. */
    Optional<Path> timeline(Medium medium) {
        return timeline.filter(target -> medium.isVideo())
                .map(target -> media.size() == 1 && !Files.isDirectory(target)
                        ? target
                        : beside(target, medium, medium.source().place().getFileName() + ".png"));
    }

    private static Path beside(Path folder, Medium medium, String name) {
        return folder.resolve(medium.source().place().resolveSibling(name));
    }

    /** The file of a medium's own answers; empty if all are in one document. */
    Optional<Path> answers(Medium medium) {
        return output.file()
                .filter(AnswerOutput::isFolder)
                .map(target -> AnswerOutput.file(Path.of(target), medium.source(), output.format()));
    }

    /** The one file of all answers. */
    Optional<Path> document() {
        return output.file().filter(target -> !AnswerOutput.isFolder(target)).map(Path::of);
    }

    /** Whether everything that is written for a medium alone is there. */
    boolean isDone(Medium medium) {
        return Stream.of(answers(medium), annotated(medium), timeline(medium))
                .flatMap(Optional::stream)
                .allMatch(Files::isRegularFile);
    }

    /** Whether something is written for each medium alone. */
    boolean hasFilesOfEach() {
        return media.stream()
                .allMatch(medium -> Stream.of(answers(medium), annotated(medium), timeline(medium))
                        .anyMatch(Optional::isPresent));
    }

    /** Refuses names that do not fit the number and kind of inputs. */
    void requireFit() {
        annotate.ifPresent(target -> requireFit("--annotate", target));
        explain.ifPresent(target -> {
            requireFit("--explain", target);
            requirePng("--explain", target, explainsIntoFile(target));
        });
        timeline.ifPresent(target -> {
            requireFit("--timeline", target);
            requirePng("--timeline", target, media.size() == 1);
        });
    }

    private void requireFit(String option, Path target) {
        boolean picture = namesPicture(target);
        boolean video = VideoFiles.isVideo(target.toString()) && !Files.isDirectory(target);
        if (media.size() > 1 && (picture || video)) {
            throw new InvalidInputException(
                    option + " " + target + " names one file, but " + media.size() + " files are read: give a folder");
        }
        if (isOnlyPhoto() && video) {
            throw new InvalidInputException(option + " " + target
                    + " names a video, but the input is a photo: give a folder, or a name that ends in .jpg or .png");
        }
        boolean drawn = Set.of("jpg", "jpeg", "jpe", "jfif", "png").contains(ending(target));
        if (isOnlyPhoto() && option.equals("--annotate") && picture && !drawn) {
            throw new InvalidInputException("--annotate is " + target
                    + ", but a marked photo is JPEG or PNG: expected a name that ends in .jpg or .png");
        }
    }

    private static void requirePng(String option, Path target, boolean isFile) {
        boolean folder = option.equals("--explain") && Files.isDirectory(target);
        if (isFile && !folder && !ending(target).equals("png")) {
            throw new InvalidInputException(
                    option + " is " + target + ", a picture in PNG: expected a name that ends in .png");
        }
    }

    /** Checks that the folders can be written. */
    void requireFolders() {
        annotate.filter(target -> media.stream().anyMatch(medium -> !medium.isVideo()) && !namesPicture(target))
                .ifPresent(AtomicFile::requireWritableFolder);
        explain.filter(target -> !explainsIntoFile(target)).ifPresent(AtomicFile::requireWritableFolder);
        output.file().filter(AnswerOutput::isFolder).map(Path::of).ifPresent(AtomicFile::requireWritableFolder);
        document().ifPresent(AtomicFile::requireWritable);
    }
}
