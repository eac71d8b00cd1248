package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.answer.AnswerFormat;
import dev.mien.batch.AnnotatedPictures;
import dev.mien.batch.HeatMaps;
import dev.mien.batch.PictureArtist;
import dev.mien.batch.PictureBatch;
import dev.mien.batch.PictureInputs;
import dev.mien.batch.PictureSource;
import dev.mien.batch.SameFile;
import dev.mien.io.AtomicFile;
import dev.mien.io.FileNames;
import dev.mien.recognition.EmotionRecognizer;
import dev.mien.video.VideoFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reads photos and writes the answers. */
final class PhotoRun {
    private final RecognizerOptions recognizers;
    private final PhotoOptions options;
    private final RecognizeOutput output;

    PhotoRun(RecognizerOptions recognizers, PhotoOptions options, RecognizeOutput output) {
        this.recognizers = recognizers;
        this.options = options;
        this.output = output;
    }

    /** Reads the photos that the arguments name. Returns the exit code. */
    int run(List<String> inputs) {
        List<PictureSource> sources = new PictureInputs(options.recursive(), () -> System.in).of(inputs);
        Optional<AnnotatedPictures> annotated = output.annotate().map(AnnotatedPictures::new);
        annotated.ifPresent(pictures -> pictures.requireOthersThan(sources));
        options.explain().ifPresent(folder -> HeatMaps.requireOthersThan(folder, sources));
        requireAnswersElsewhere(sources);
        requirePlaces(sources);
        new PhotoTargets(output, options.explain()).requireApart(sources);
        requireFolders();
        int sideBySide = Math.min(recognizers.threads(), sources.size());
        Terminal bar = output.terminal().onlyIf(output.file().isPresent());
        try (EmotionRecognizer recognizer = recognizers.open(recognizers.threads() / sideBySide);
                AnswerOutput answers = answers(isNamedItself(inputs, sources));
                CountDisplay progress = new CountDisplay(output.messages(), bar, "pictures", sources.size())) {
            List<PictureArtist> artists = new ArrayList<>();
            annotated.ifPresent(artists::add);
            options.explain().map(folder -> new HeatMaps(folder, recognizer)).ifPresent(artists::add);
            AtomicBoolean ours = new AtomicBoolean();
            new PictureBatch(recognizers.reader(recognizer), artists, sideBySide, RemedyText::of)
                    .run(sources, answer -> {
                        answers.write(answer);
                        ours.compareAndSet(false, answer.failed());
                        progress.step();
                    });
            answers.finish();
            progress.close();
            return explain(sources.size(), answers, ours.get() ? Main.FAILED : Main.MISTAKE);
        }
    }

    private void requireAnswersElsewhere(List<PictureSource> sources) {
        Optional<Path> file =
                output.file().filter(target -> !AnswerOutput.isFolder(target)).map(Path::of);
        file.ifPresent(target -> sources.stream()
                .filter(source -> source.original()
                        .filter(original -> SameFile.is(target, original))
                        .isPresent())
                .findFirst()
                .ifPresent(source -> {
                    throw new InvalidInputException("--out would overwrite " + source.file() + ": give another file");
                }));
    }

    /** If each picture gets a file, no two may have the same name. */
    private void requirePlaces(List<PictureSource> sources) {
        boolean each = output.annotate().isPresent()
                || options.explain().isPresent()
                || output.file().filter(AnswerOutput::isFolder).isPresent();
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

    /** Checks the folders before the first picture is read. */
    private void requireFolders() {
        output.annotate()
                .filter(folder -> VideoFiles.isVideo(folder.toString()) && !Files.isDirectory(folder))
                .ifPresent(folder -> {
                    throw new InvalidInputException("--annotate " + folder
                            + " names a video, but the input is photos: give a folder for their copies");
                });
        output.annotate().ifPresent(AtomicFile::requireWritableFolder);
        options.explain().ifPresent(AtomicFile::requireWritableFolder);
        output.file().ifPresent(target -> {
            if (AnswerOutput.isFolder(target)) {
                AtomicFile.requireWritableFolder(Path.of(target));
            } else {
                AtomicFile.requireWritable(Path.of(target));
            }
        });
    }

    private static boolean isNamedItself(List<String> inputs, List<PictureSource> sources) {
        return inputs.size() == 1
                && sources.size() == 1
                && sources.get(0).file().equals(FileNames.of(FileNames.parse(inputs.get(0))));
    }

    private AnswerOutput answers(boolean single) {
        boolean bars = output.terminal().isPresent() && output.file().isEmpty();
        AnswerFormat.Layout layout = new AnswerFormat.Layout(single, bars);
        return output.file()
                .map(target -> AnswerOutput.to(target, output.format(), layout))
                .orElseGet(() -> AnswerOutput.to(new CheckedWriter(output.out()), output.format(), layout));
    }

    /** @param exit code if no picture could be read */
    private int explain(int pictures, AnswerOutput answers, int whose) {
        int failures = answers.failures();
        answers.problems().forEach(problem -> output.messages().println("mien: " + problem));
        if (failures > 0) {
            String none = pictures == 1
                    ? "the picture could not be read"
                    : "none of the " + pictures + " pictures could be read";
            String some = failures + " of " + pictures + " pictures could not be read";
            output.messages().println("mien: " + (failures == pictures ? none : some) + ". The output says why");
        }
        if (answers.incomplete() > answers.problems().size()) {
            output.messages()
                    .println("mien: "
                            + (answers.incomplete() - answers.problems().size()) + " of " + pictures
                            + " pictures were read, but could not be drawn. The output says why");
        }
        output.messages().flush();
        if (failures == 0 && answers.incomplete() == 0) {
            return Main.DONE;
        }
        return failures == pictures ? whose : Main.PARTLY;
    }
}
