package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.answer.AnswerFormat;
import dev.mien.people.PeopleGrouping;
import dev.mien.video.VideoFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads the emotions in photos and videos. */
@Command(
        name = "recognize",
        description = {
            "Finds the faces in photos and videos and reads their emotions.",
            "The exit code is 3 if some files, or the end of a video, could not be read, and 2 if no file could be"
                    + " read. The output has the errors."
        },
        sortOptions = false)
final class RecognizeCommand implements Callable<Integer> {
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://");

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|FOLDER|GLOB|-",
            description =
                    "Photos (JPEG, HEIC, PNG, WebP, AVIF, GIF, BMP, TIFF) and videos (MP4, MOV, MKV, WebM, AVI and"
                            + " others, also GIF, PNG and WebP with several frames), folders of them, patterns"
                            + " such as \"holiday/*.mp4\", or - for one on standard input. @FILE"
                            + " reads the names from a file.")
    private List<String> inputs = List.of();

    @Option(
            names = "--format",
            converter = FormatNames.class,
            completionCandidates = FormatNames.class,
            description = "${COMPLETION-CANDIDATES}; by default the ending of --out decides, otherwise text."
                    + " docs/output.md describes them.")
    private Optional<AnswerFormat> format = Optional.empty();

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE|FOLDER",
            description =
                    "File for the answers; standard output by default. A folder (an existing one, or a name that ends"
                            + " in /) gets one file for each photo and video.")
    private Optional<String> out = Optional.empty();

    @Mixin
    private BatchOptions batch = new BatchOptions();

    @Mixin
    private PhotoOptions photos = new PhotoOptions();

    @Mixin
    private VideoOptions videos = new VideoOptions();

    @Mixin
    private RecognizerOptions recognizers = new RecognizerOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        requireNames();
        inputs.forEach(RecognizeCommand::requireNoAddress);
        RecognizeOutput output = new RecognizeOutput(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                new ChosenFormat(format, json, out).get(),
                out,
                Terminal.ofProcess(),
                Terminal.showsOutput());
        try (MediaInputs found = new MediaInputs(batch.recursive(), photos.firstFrame(), System.in)) {
            return run(output, found.of(inputs));
        }
    }

    private int run(RecognizeOutput output, List<Medium> media) {
        refuseWithoutMeaning(media);
        Optional<Double> distance = batch.people();
        MediaTargets targets = new MediaTargets(output, batch, photos, videos, media);
        new TargetCheck(targets, batch.summary()).require();
        Optional<PeopleFile> people = batch.summary().map(PeopleFile::new);
        List<Medium> wanted = batch.skipDone() ? new DoneFiles(targets, people).left() : media;
        if (wanted.isEmpty()) {
            return Main.DONE;
        }
        Optional<PeopleGrouping> grouping = distance.map(recognizers::grouping);
        try (RecognizeRun.Readers readers = readers(grouping, targets, wanted)) {
            return new RecognizeRun(targets, people, MediaInputs.isNamedItself(inputs, media)).run(readers, wanted);
        }
    }

    private void refuseWithoutMeaning(List<Medium> media) {
        if (media.stream().noneMatch(Medium::isVideo)) {
            videos.refuseForPhotos();
        } else if (media.stream().allMatch(Medium::isVideo)) {
            photos.refuseForVideo(
                    media.stream().flatMap(medium -> medium.film().stream()).anyMatch(VideoFiles::isAnimation));
        }
    }

    /** Opens the readers. They own the grouping: if they cannot be opened, it is closed. */
    private RecognizeRun.Readers readers(Optional<PeopleGrouping> grouping, MediaTargets targets, List<Medium> media) {
        int pictures = (int) media.stream().filter(medium -> !medium.isVideo()).count();
        Optional<PhotoRun> photoRun = Optional.empty();
        try {
            photoRun = Optional.of(pictures)
                    .filter(count -> count > 0)
                    .map(count -> new PhotoRun(recognizers, grouping, targets, count));
            Optional<VideoRun> videoRun = Optional.of(videos)
                    .filter(options -> pictures < media.size())
                    .map(options -> new VideoRun(recognizers, grouping, options, targets));
            return new RecognizeRun.Readers(photoRun, videoRun, grouping);
        } catch (RuntimeException e) {
            new RecognizeRun.Readers(photoRun, Optional.empty(), grouping).close();
            throw e;
        }
    }

    /** An empty name comes from an unset variable of a script, and would mean the current folder. */
    private void requireNames() {
        if (inputs.contains("")) {
            throw new InvalidInputException("an argument is empty: give a file, a folder, a pattern or -");
        }
        Map<String, Optional<String>> names = Map.of(
                "--out", out,
                "--annotate", batch.annotate().map(Path::toString),
                "--explain", photos.explain().map(Path::toString));
        names.forEach((option, name) -> {
            if (name.isPresent() && name.get().isEmpty()) {
                throw new InvalidInputException(option + " is empty: give a file or folder, or leave it out");
            }
        });
    }

    private static void requireNoAddress(String input) {
        if (ADDRESS.matcher(input).lookingAt()) {
            throw new InvalidInputException(
                    input + " is an address, and recognize fetches nothing: save the file and give its path."
                            + " './mien camera --device ADDRESS' reads a camera's stream");
        }
    }
}
