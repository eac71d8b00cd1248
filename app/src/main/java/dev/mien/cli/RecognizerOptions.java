package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.batch.PictureRecognizer;
import dev.mien.importing.ImportedModels;
import dev.mien.model.BundledModel;
import dev.mien.recognition.EmotionRecognizer;
import dev.mien.recognition.EmotionRecognizerBuilder;
import dev.mien.recognition.Recognition;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for finding and reading faces, for all commands that do so. */
final class RecognizerOptions {
    private static final String USUAL = "default";

    @Option(
            names = "--min-face",
            paramLabel = "PIXELS",
            description =
                    "Width of the smallest face to look for; by default 24, or 1/64 of a picture's longer side if that"
                            + " is more.")
    private Optional<Double> smallestFace = Optional.empty();

    @Option(names = "--no-detect", description = "The whole picture is a face: search no faces in it.")
    private boolean noDetection;

    @Option(
            names = "--model",
            defaultValue = USUAL,
            paramLabel = "FILE|default|fast",
            description =
                    "An .onnx file from export, or a Keras file; by default the model that comes with Mien. fast is the"
                            + " same in 8 bits.")
    private String model = USUAL;

    @Option(
            names = "--unsure-below",
            defaultValue = "" + Recognition.UNSURE_BELOW,
            paramLabel = "CONFIDENCE",
            description = "Answers with less confidence are marked as unsure; ${DEFAULT-VALUE} by default.")
    private double unsureBelow = Recognition.UNSURE_BELOW;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Number of threads; at most, and by default, the number of processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    int threads() {
        if (threads < 1) {
            throw new InvalidInputException("--threads is " + threads + ", expected at least 1");
        }
        // Threads that wait for each other without their own processors bring a machine to a standstill.
        return Math.min(threads, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Opens the recognizer that the options describe.
     *
     * @param threadsOfACall number of threads that compute one answer together
     */
    EmotionRecognizer open(int threadsOfACall) {
        EmotionRecognizerBuilder builder =
                EmotionRecognizer.builder().unsureBelow(unsureBelow).threads(threadsOfACall);
        smallestFace.ifPresent(builder::smallestFace);
        BundledModel.named(model)
                .ifPresentOrElse(builder::model, () -> builder.model(ImportedModels.usable(Path.of(model))));
        return builder.build();
    }

    /** Finds the faces of a picture, or takes the picture as a face. */
    PictureRecognizer reader(EmotionRecognizer recognizer) {
        return noDetection ? picture -> recognizer.recognizeFaces(List.of(picture.gray())) : recognizer::recognize;
    }
}
