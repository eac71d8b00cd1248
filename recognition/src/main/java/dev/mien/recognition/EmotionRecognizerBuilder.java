package dev.mien.recognition;

import dev.mien.InvalidInputException;
import dev.mien.face.CenterFaceDetector;
import dev.mien.face.DetectionOptions;
import dev.mien.face.FaceDetector;
import dev.mien.model.BundledModel;
import dev.mien.model.EmotionModel;
import dev.mien.model.OnnxNetwork;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** The options of an {@link EmotionRecognizer}. Options that are not set keep their defaults. */
public final class EmotionRecognizerBuilder {
    static final int MOST_AT_A_TIME = 64;

    /** Runs a task once on a thread of its own. */
    private static final Executor BESIDE = task -> {
        Thread thread = new Thread(task, "open-face-detector");
        thread.setDaemon(true);
        thread.start();
    };

    private Optional<Path> model = Optional.empty();
    private BundledModel bundled = BundledModel.EMOTIONS;
    private Optional<FaceDetector> detector = Optional.empty();
    private DetectionOptions detection = DetectionOptions.defaults();
    private double unsureBelow = Recognition.UNSURE_BELOW;
    private int batch = MOST_AT_A_TIME;

    EmotionRecognizerBuilder() {}

    /** The file of an exported model, used instead of the model that comes with Mien. */
    public EmotionRecognizerBuilder model(Path file) {
        model = Optional.of(file);
        return this;
    }

    /**
     * A model that comes with Mien: {@link BundledModel#EMOTIONS} (the default) or {@link BundledModel#FAST}. Their
     * scores for a face differ by some hundredths.
     */
    public EmotionRecognizerBuilder model(BundledModel one) {
        model = Optional.empty();
        bundled = one;
        return this;
    }

    /**
     * A detector used instead of {@link CenterFaceDetector}. The caller owns it: {@link EmotionRecognizer#close} does
     * not close it.
     */
    public EmotionRecognizerBuilder detector(FaceDetector faceDetector) {
        detector = Optional.of(faceDetector);
        return this;
    }

    /**
     * The least score of a face, above 0 and below 1; {@value DetectionOptions#THRESHOLD} by default. A custom detector
     * has its own threshold.
     *
     * @throws InvalidInputException if it is outside that range
     */
    public EmotionRecognizerBuilder detectionThreshold(double threshold) {
        detection = detection.withThreshold(threshold);
        return this;
    }

    /**
     * The width of the smallest face to look for, in pixels of the picture, at least 4. By default it follows from the
     * picture's size ({@link DetectionOptions#smallestFaceIn}). Smaller values take longer in large pictures.
     *
     * @throws InvalidInputException if it is below 4
     */
    public EmotionRecognizerBuilder smallestFace(double pixels) {
        detection = detection.withSmallestFace(pixels);
        return this;
    }

    /**
     * The confidence below which an answer {@link Recognition#isUnsure}, 0 to 1; {@value Recognition#UNSURE_BELOW} by
     * default.
     *
     * @throws InvalidInputException if it is outside that range
     */
    public EmotionRecognizerBuilder unsureBelow(double confidence) {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new InvalidInputException(
                    "the confidence below which an answer is unsure is " + confidence + ", expected 0 to 1");
        }
        unsureBelow = confidence;
        return this;
    }

    /**
     * Number of threads that compute one call's answer together, at least 1; all processors by default. A server with
     * many simultaneous calls is faster with 1.
     *
     * @throws InvalidInputException if it is below 1
     */
    public EmotionRecognizerBuilder threads(int count) {
        detection = detection.withThreads(count);
        return this;
    }

    /**
     * Number of faces that go through the network together, 1 to {@value #MOST_AT_A_TIME}; {@value #MOST_AT_A_TIME} by
     * default. Fewer need less memory.
     *
     * @throws InvalidInputException if it is outside that range
     */
    public EmotionRecognizerBuilder batch(int faces) {
        if (faces < 1 || faces > MOST_AT_A_TIME) {
            throw new InvalidInputException("the batch is " + faces + " faces, expected 1 to " + MOST_AT_A_TIME);
        }
        batch = faces;
        return this;
    }

    /**
     * Opens the recognizer.
     *
     * @throws InvalidInputException if the model's file is absent, damaged, or not a model of Mien
     * @throws dev.mien.MienException if this build of Mien comes without a model, or it is damaged
     */
    public EmotionRecognizer build() {
        if (detector.isPresent()) {
            EmotionModel opened = open();
            return new EmotionRecognizer(opened, detector.get(), settings(), opened::close);
        }
        OnnxNetwork.loadRuntime();
        CompletableFuture<FaceDetector> opening =
                CompletableFuture.supplyAsync(() -> CenterFaceDetector.create(detection), BESIDE);
        EmotionModel opened = open(opening);
        FaceDetector own = detector(opening, opened);
        return new EmotionRecognizer(opened, own, settings(), () -> {
            opened.close();
            own.close();
        });
    }

    private EmotionRecognizer.Settings settings() {
        return new EmotionRecognizer.Settings(unsureBelow, batch);
    }

    private EmotionModel open() {
        int threads = detection.threads();
        return model.map(file -> EmotionModel.open(file, threads))
                .orElseGet(() -> EmotionModel.bundled(bundled, threads));
    }

    /** Opens the model while another thread opens the detector. If the model fails, the detector is closed. */
    private EmotionModel open(CompletableFuture<FaceDetector> opening) {
        try {
            return open();
        } catch (RuntimeException | Error e) {
            closeWhenOpen(opening);
            throw e;
        }
    }

    private static void closeWhenOpen(CompletableFuture<FaceDetector> opening) {
        try {
            opening.join().close();
        } catch (CompletionException e) {
            // the detector failed too, but the model's failure is reported
        }
    }

    private static FaceDetector detector(CompletableFuture<FaceDetector> opening, EmotionModel opened) {
        try {
            return opening.join();
        } catch (CompletionException e) {
            opened.close();
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
