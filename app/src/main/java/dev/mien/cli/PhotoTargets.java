package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.batch.AnnotatedPictures;
import dev.mien.batch.HeatMaps;
import dev.mien.batch.PictureSource;
import dev.mien.io.AtomicFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files written for photos, by their real places: links are followed, also in folders. */
final class PhotoTargets {
    private final RecognizeOutput output;
    private final Optional<Path> explain;
    private final Map<Path, String> written = new HashMap<>();

    PhotoTargets(RecognizeOutput output, Optional<Path> explain) {
        this.output = output;
        this.explain = explain;
    }

    /**
     * Checks that no two files would be written to one place. The number of a picture's heat maps is unknown, so every
     * number counts.
     *
     * @throws InvalidInputException if two files would
     * @throws dev.mien.io.WriteFailedException if a file cannot be written
     */
    void requireApart(List<PictureSource> sources) {
        output.annotate()
                .map(AnnotatedPictures::new)
                .ifPresent(pictures -> sources.stream()
                        .filter(PictureSource::isPicture)
                        .forEach(source -> add(pictures.file(source), "--annotate of " + source.file())));
        output.file().ifPresent(target -> addAnswers(target, sources));
        explain.ifPresent(folder -> requireNoHeatMaps(folder, sources));
    }

    private void addAnswers(String target, List<PictureSource> sources) {
        Path path = Path.of(target);
        if (AnswerOutput.isFolder(target)) {
            sources.forEach(
                    source -> add(AnswerOutput.file(path, source, output.format()), "--out of " + source.file()));
        } else {
            add(path, "--out");
        }
    }

    private void add(Path file, String what) {
        String other = written.put(AtomicFile.realPlace(file), what);
        if (other != null) {
            throw collision(other, what, file);
        }
    }

    private void requireNoHeatMaps(Path folder, List<PictureSource> sources) {
        Set<Path> firsts = new HashSet<>();
        sources.forEach(source -> firsts.add(AtomicFile.realPlace(HeatMaps.file(folder, source, 1))));
        written.forEach((file, what) -> {
            if (HeatMaps.mayBe(file, firsts)) {
                throw collision(what, "--explain", file);
            }
        });
    }

    private static InvalidInputException collision(String one, String other, Path file) {
        return new InvalidInputException(
                one + " and " + other + " would both be written to " + file + ": give another file or folder");
    }
}
