package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.batch.PictureRecognizer;
import dev.mien.experiment.KeptExport;
import dev.mien.importing.ImportedModels;
import dev.mien.io.FileNames;
import dev.mien.model.BundledModel;
import dev.mien.people.PeopleGrouping;
import dev.mien.recognition.EmotionRecognizer;
import dev.mien.recognition.EmotionRecognizerBuilder;
import dev.mien.recognition.Recognition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
            paramLabel = "FILE|RUN|default|fast",
            description = "An .onnx file from export, a run folder, a .safetensors file of one, or a Keras file; by"
                    + " default the model that comes with Mien. fast is the same in 8 bits.")
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
        BundledModel.named(model).ifPresentOrElse(builder::model, () -> builder.model(file()));
        return builder.build();
    }

    /** A run is exported first. The exported file is kept beside it. */
    private Path file() {
        Path path = FileNames.parse(model);
        return Files.isDirectory(path) || model.toLowerCase(Locale.ROOT).endsWith(".safetensors")
                ? KeptExport.of(path)
                : ImportedModels.usable(path);
    }

    /**
     * Opens what numbers people. It must be closed.
     *
     * @param distance that faces of one person may have
     */
    PeopleGrouping grouping(double distance) {
        if (noDetection) {
            throw new InvalidInputException("--people finds the eyes of a face first, and --no-detect searches nothing:"
                    + " leave one of them out");
        }
        return PeopleGrouping.create(distance, threads());
    }

    /** Finds the faces of a picture, or takes the picture as a face. */
    PictureRecognizer reader(EmotionRecognizer recognizer) {
        return noDetection ? picture -> recognizer.recognizeFaces(List.of(picture.gray())) : recognizer::recognize;
    }
}
