package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.recognition.EmotionRecognizer;
import dev.mien.recognition.TrackingOptions;
import dev.mien.video.Camera;
import dev.mien.video.LiveFrames;
import dev.mien.video.LiveRecognition;
import java.awt.GraphicsEnvironment;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads the emotions in the faces in front of a camera. */
@Command(
        name = "camera",
        description = {
            "Finds and follows the faces in front of a camera and reads their emotions. The answers appear in a window"
                    + " or, without a display, as lines of JSON.",
            "Frames that come while the network works are dropped, so that no picture is late. Nothing is stored or"
                    + " sent."
        },
        sortOptions = false)
final class CameraCommand implements Callable<Integer> {
    /** Java's property that forbids windows. {@link Main} sets it for all other commands. */
    private static final String HEADLESS = "java.awt.headless";

    /** The form of the answers. */
    enum Format {
        WINDOW,
        JSONL
    }

    @Option(
            names = "--device",
            defaultValue = "0",
            paramLabel = "N|NAME",
            description = "The camera's number or name (on Linux its file); ${DEFAULT-VALUE} by default. Or one of"
                    + " FFmpeg's kinds of devices and an address, such as x11grab::0 for a screen.")
    private String device = "0";

    @Option(
            names = "--format",
            description =
                    "window, or jsonl: one line for each frame, in the form of recognize for a video (docs/output.md).")
    private Optional<Format> format = Optional.empty();

    @Option(
            names = "--every",
            defaultValue = "1",
            paramLabel = "N",
            description = "Search faces in every N-th frame and follow them in between; ${DEFAULT-VALUE} by default.")
    private int every = 1;

    @Option(
            names = "--smooth",
            paramLabel = "SECONDS",
            description = "Smooth each person's scores over about this time; 0.5 by default, 0 turns smoothing off.")
    private Optional<Double> smooth = Optional.empty();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "End after this time; by default the command runs until you stop it.")
    private Optional<Double> seconds = Optional.empty();

    @Mixin
    private RecognizerOptions recognizers = new RecognizerOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        OptionalDouble end = end();
        TrackingOptions tracking =
                smooth.map(TrackingOptions.USUAL::withSmoothing).orElse(TrackingOptions.USUAL);
        PrintWriter messages = spec.commandLine().getErr();
        boolean window = opensWindow(messages);
        try (EmotionRecognizer recognizer = recognizers.open(recognizers.threads())) {
            LiveRecognition recognition =
                    new LiveRecognition(recognizers.reader(recognizer)::recognize, every, tracking);
            LiveFrames camera = new LiveFrames(Camera.open(device));
            end.ifPresent(camera::stopAfter);
            int code = new CameraRun(recognition, messages).run(camera, view(camera, window));
            return code == Main.DONE && spec.commandLine().getOut().checkError() ? Main.UNREAD : code;
        }
    }

    private OptionalDouble end() {
        seconds.filter(given -> !(given > 0 && Double.isFinite(given))).ifPresent(given -> {
            throw new InvalidInputException("--seconds is " + given + ", expected above 0");
        });
        return seconds.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private boolean opensWindow(PrintWriter messages) {
        if (format.isPresent() && format.get() == Format.JSONL) {
            return false;
        }
        System.clearProperty(HEADLESS);
        if (!GraphicsEnvironment.isHeadless()) {
            return true;
        }
        if (format.isPresent()) {
            throw new InvalidInputException(
                    "there is no display to open a window on (DISPLAY is not set, or this Java has no windows). Give"
                            + " --format jsonl for lines of JSON");
        }
        messages.println("mien: there is no display, so lines of JSON follow instead of a window");
        messages.flush();
        return false;
    }

    private CameraView view(LiveFrames camera, boolean window) {
        try {
            return window
                    ? CameraWindow.open(camera)
                    : new CameraLines(spec.commandLine().getOut(), camera.name(), camera.info());
        } catch (MienException e) {
            camera.close();
            throw e;
        }
    }
}
