package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.answer.AnswerFormat;
import dev.mien.recognition.EmotionRecognizer;
import dev.mien.video.VideoFiles;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.concurrent.Callable;
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
            "Exit code 3 if some of the pictures could not be read, or a video not to its end; 2 if none could. The errors stand"
                    + " in the output."
        },
        sortOptions = false)
final class RecognizeCommand implements Callable<Integer> {
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://");

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|FOLDER|GLOB|-",
            description =
                    "Photos (JPEG, PNG, WebP, GIF, BMP, TIFF), folders of them, patterns such as \"photos/*.jpg\", or"
                            + " - for one on standard input. Or one video (MP4, MOV, MKV, WebM, AVI and others).")
    private List<String> inputs = List.of();

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "text, json, jsonl or csv; ${DEFAULT-VALUE} by default. docs/output.md describes them.")
    private AnswerFormat format = AnswerFormat.TEXT;

    @Option(
            names = "--out",
            paramLabel = "FILE|FOLDER",
            description =
                    "Where the answers go, by default standard output. Into a folder (one that is there, or a name that ends"
                            + " in /) goes a file for each picture.")
    private Optional<String> out = Optional.empty();

    @Option(
            names = "--annotate",
            paramLabel = "FOLDER|FILE.mp4",
            description =
                    "Write each picture with its faces marked into this folder; of a video, a video with its sound.")
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
        Output output = new Output(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                format,
                out,
                annotate,
                Boolean.getBoolean(TrainingSession.TERMINAL));
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

    /** An empty name is a script's variable that was not set, and would mean the folder one is in. */
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
                throw new InvalidInputException(option + " is empty: say where to write, or leave it out");
            }
        });
    }

    private static void requireNoAddress(String input) {
        if (ADDRESS.matcher(input).lookingAt()) {
            throw new InvalidInputException(input + " is an address, and recognize fetches nothing: save the file and give"
                    + " its path. './mien camera --device ADDRESS' reads a camera's stream");
        }
    }

    /**
     * Where everything goes.
     *
     * @param out takes the answers where no file does
     * @param messages takes progress and what went wrong
     * @param file takes the answers
     * @param annotate takes pictures or a video with faces marked
     * @param terminal whether {@code out} is one
     */
    record Output(
            PrintWriter out,
            PrintWriter messages,
            AnswerFormat format,
            Optional<String> file,
            Optional<Path> annotate,
            boolean terminal) {
        /** Takes lines that tell progress: answers on a terminal are progress themselves, and no line stands among them. */
        PrintWriter progress() {
            return terminal && file.isEmpty() ? new PrintWriter(Writer.nullWriter()) : messages;
        }
    }
}
