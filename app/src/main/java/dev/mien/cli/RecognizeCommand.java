package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.answer.AnswerFormat;
import dev.mien.answer.StandardFormat;
import dev.mien.recognition.EmotionRecognizer;
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

/** Reads the emotions in photos or in a video. */
@Command(
        name = "recognize",
        description = {
            "Finds the faces in photos or in a video and reads their emotions.",
            "The exit code is 3 if some pictures, or the end of a video, could not be read, and 2 if no picture could"
                    + " be read. The output has the errors."
        },
        sortOptions = false)
final class RecognizeCommand implements Callable<Integer> {
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://");

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|FOLDER|GLOB|-",
            description =
                    "Photos (JPEG, PNG, WebP, GIF, BMP, TIFF), folders of photos, patterns such as \"photos/*.jpg\", or"
                            + " - for a photo on standard input. Or one video (MP4, MOV, MKV, WebM, AVI and others).")
    private List<String> inputs = List.of();

    @Option(
            names = "--format",
            defaultValue = "text",
            converter = FormatNames.class,
            completionCandidates = FormatNames.class,
            description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default. docs/output.md describes them.")
    private AnswerFormat format = StandardFormat.TEXT;

    @Option(
            names = "--out",
            paramLabel = "FILE|FOLDER",
            description =
                    "File for the answers; standard output by default. A folder (an existing one, or a name that ends"
                            + " in /) gets one file for each picture.")
    private Optional<String> out = Optional.empty();

    @Option(
            names = "--annotate",
            paramLabel = "FOLDER|FILE.mp4",
            description =
                    "Folder for copies of the pictures with marked faces; for a video, a marked video with its sound.")
    private Optional<Path> annotate = Optional.empty();

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
                spec.commandLine().getOut(), spec.commandLine().getErr(), format, out, annotate, Terminal.ofProcess());
        if (inputs.size() == 1 && VideoFiles.isVideo(inputs.get(0))) {
            photos.refuseForVideo();
            try (EmotionRecognizer recognizer = recognizers.open(recognizers.threads())) {
                return new VideoRun(recognizers.reader(recognizer), videos, output).run(inputs.get(0));
            }
        }
        inputs.stream().filter(VideoFiles::isVideo).findFirst().ifPresent(video -> {
            throw new InvalidInputException(video + " is a video: give it alone, without other files");
        });
        videos.refuseForPhotos();
        return new PhotoRun(recognizers, photos, output).run(inputs);
    }

    /** An empty name comes from an unset variable of a script, and would mean the current folder. */
    private void requireNames() {
        if (inputs.contains("")) {
            throw new InvalidInputException("an argument is empty: give a file, a folder, a pattern or -");
        }
        Map<String, Optional<String>> names = Map.of(
                "--out", out,
                "--annotate", annotate.map(Path::toString),
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
