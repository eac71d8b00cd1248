package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.batch.HeatMaps;
import dev.mien.batch.PictureSource;
import dev.mien.batch.SameFile;
import dev.mien.io.AtomicFile;
import dev.mien.video.VideoWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks before the work that everything can be written, that nothing read is overwritten, and that no two files have
 * one place. Places are real ones: links are followed, also in folders.
 */
final class TargetCheck {
    private final MediaTargets targets;
    private final Optional<Path> summary;
    private final List<PictureSource> sources;
    private final Map<Path, String> written = new HashMap<>();

    /** @param summary the table of people */
    TargetCheck(MediaTargets targets, Optional<Path> summary) {
        this.targets = targets;
        this.summary = summary;
        sources = targets.media().stream().map(Medium::source).toList();
    }

    /**
     * Checks everything.
     *
     * @throws InvalidInputException if names do not fit
     * @throws dev.mien.io.WriteFailedException if a file cannot be written
     */
    void require() {
        targets.media().stream().filter(Medium::isVideo).forEach(this::requireOthers);
        targets.requireFit();
        List<PictureSource> photos = targets.media().stream()
                .filter(medium -> !medium.isVideo())
                .map(Medium::source)
                .toList();
        targets.annotatedPictures().ifPresent(pictures -> pictures.requireOthersThan(photos));
        targets.explain()
                .filter(target -> !targets.explainsIntoFile(target))
                .ifPresent(folder -> HeatMaps.requireOthersThan(folder, sources));
        targets.document().ifPresent(target -> requireOther("--out", target));
        summary.ifPresent(target -> requireOther("--summary", target));
        targets.media().forEach(medium -> targets.answers(medium).ifPresent(file -> requireOther("--out", file)));
        requirePlaces();
        requireApart();
        targets.requireFolders();
        summary.ifPresent(AtomicFile::requireWritable);
        targets.media().stream().filter(Medium::isVideo).forEach(this::requireWritable);
    }

    private void requireWritable(Medium video) {
        targets.annotated(video).ifPresent(VideoWriter::requireWritable);
        targets.timeline(video).ifPresent(AtomicFile::requireWritable);
        targets.answers(video).ifPresent(AtomicFile::requireWritable);
    }

    private void requireOthers(Medium video) {
        targets.annotated(video).ifPresent(file -> requireOther("--annotate", file));
        targets.timeline(video).ifPresent(file -> requireOther("--timeline", file));
    }

    private void requireOther(String option, Path target) {
        for (PictureSource source : sources) {
            if (source.original()
                    .filter(original -> SameFile.is(target, original))
                    .isPresent()) {
                throw new InvalidInputException(option + " would overwrite " + source.file() + ": give another file");
            }
        }
    }

    /** If each input gets a file, no two may have the same name. */
    private void requirePlaces() {
        boolean each = targets.media().size() > 1
                && (targets.annotate().isPresent()
                        || targets.explain().isPresent()
                        || targets.timeline().isPresent()
                        || targets.document().isEmpty()
                                && targets.output().file().isPresent());
        Map<Path, PictureSource> places = new HashMap<>();
        for (PictureSource source : each ? sources : List.<PictureSource>of()) {
            PictureSource other = places.put(source.place(), source);
            if (other != null && other.file().equals(source.file())) {
                throw new InvalidInputException(source.file() + " is given twice: name it once");
            }
            if (other != null) {
                throw new InvalidInputException(other.file() + " and " + source.file()
                        + " would both be written as " + source.place()
                        + ": give them one after the other, or the folder that holds both with --recursive");
            }
        }
    }

    private void requireApart() {
        boolean alone = targets.media().size() == 1 && targets.media().get(0).isVideo();
        for (Medium medium : targets.media()) {
            String of = alone ? "" : " of " + medium.file();
            targets.answers(medium).ifPresent(file -> add(file, "--out" + of));
            targets.annotated(medium).ifPresent(file -> add(file, "--annotate" + of));
            targets.timeline(medium).ifPresent(file -> add(file, "--timeline" + of));
        }
        targets.document().ifPresent(file -> add(file, "--out"));
        summary.ifPresent(file -> add(file, "--summary"));
        targets.explain().ifPresent(this::requireNoHeatMaps);
    }

    private void add(Path file, String what) {
        String other = written.put(AtomicFile.realPlace(file), what);
        if (other != null) {
            throw collision(other, what, file);
        }
    }

    /** The number of a picture's heat maps is unknown, so every number counts. */
    private void requireNoHeatMaps(Path target) {
        if (targets.explainsIntoFile(target)) {
            requireOther("--explain", target);
            add(target, "--explain");
            return;
        }
        Set<Path> firsts = new HashSet<>();
        sources.forEach(source -> firsts.add(AtomicFile.realPlace(HeatMaps.file(target, source, 1))));
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
