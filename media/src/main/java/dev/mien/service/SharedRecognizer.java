package dev.mien.service;

import dev.mien.EmotionScores;
import dev.mien.LabelSet;
import dev.mien.MienException;
import dev.mien.description.KnownScores;
import dev.mien.description.ModelDescription;
import dev.mien.image.GrayImage;
import dev.mien.image.RgbImage;
import dev.mien.recognition.EmotionRecognizer;
import dev.mien.recognition.Explanation;
import dev.mien.recognition.ReadingOptions;
import dev.mien.recognition.Recognition;
import dev.mien.synthetic.SyntheticFaces;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * One recognizer for many callers. A call that is alone computes on all processors. Calls that come at the same time
 * compute on one thread each, because threads that share processors only wait for each other. The answers are the same.
 * Thread-safe.
 */
public final class SharedRecognizer implements AutoCloseable {
    /** How far the scores of a model in 8 bits, or with a temperature of few digits, may be from the known ones. */
    private static final double TOLERANCE = 0.05;

    private static final int SIDE = SyntheticFaces.SIDE;

    private final EmotionRecognizer alone;
    private final EmotionRecognizer beside;
    private final AtomicInteger calls = new AtomicInteger();

    private SharedRecognizer(EmotionRecognizer alone, EmotionRecognizer beside) {
        this.alone = alone;
        this.beside = beside;
    }

    /**
     * Opens the recognizer.
     *
     * @param opener opens a recognizer that computes one call on the given number of threads
     * @param processors number of threads of a call that is alone
     */
    public static SharedRecognizer open(IntFunction<EmotionRecognizer> opener, int processors) {
        EmotionRecognizer alone = opener.apply(processors);
        try {
            return new SharedRecognizer(alone, processors == 1 ? alone : opener.apply(1));
        } catch (RuntimeException | Error e) {
            alone.close();
            throw e;
        }
    }

    /** The faces of a picture, from left to right. */
    public List<Recognition> recognize(RgbImage picture, ReadingOptions options) {
        return call(recognizer -> recognizer.recognize(picture, options));
    }

    /** The emotion of a picture that is a cut-out face. */
    public List<Recognition> recognizeFace(RgbImage picture, ReadingOptions options) {
        List<GrayImage> face = List.of(picture.gray());
        return options.marked(call(recognizer -> recognizer.recognizeFaces(face)));
    }

    /** Explains the answer for each face, as {@link EmotionRecognizer#explain} does. */
    public List<Explanation> explain(RgbImage picture, List<Recognition> faces) {
        return call(recognizer -> recognizer.explain(picture, faces));
    }

    /** Checks that the model can {@link #explain}. */
    public void requireExplanations() {
        alone.requireExplanations();
    }

    private <T> T call(Function<EmotionRecognizer, T> call) {
        int number = calls.incrementAndGet();
        try {
            return call.apply(number == 1 ? alone : beside);
        } finally {
            calls.decrementAndGet();
        }
    }

    /** The classes that the model tells apart. */
    public LabelSet labels() {
        return alone.labels();
    }

    /** The model's description of itself. */
    public ModelDescription description() {
        return alone.description();
    }

    /**
     * Checks by drawn faces that model and detector compute on this machine what they should.
     *
     * @throws MienException if they do not
     */
    public void requireWorking() {
        requireKnownScores(alone);
        requireKnownScores(beside);
        recognize(RgbImage.of(KnownScores.faces(SIDE, SIDE).get(0)), ReadingOptions.USUAL);
    }

    private static void requireKnownScores(EmotionRecognizer recognizer) {
        Optional<KnownScores> known =
                recognizer.description().value(ModelDescription.KNOWN_SCORES).map(KnownScores::parse);
        if (known.isEmpty()) {
            return;
        }
        List<Recognition> answers = recognizer.recognizeFaces(known.get().drawn(SIDE, SIDE));
        for (int i = 0; i < answers.size(); i++) {
            double difference = difference(
                    answers.get(i).scores(),
                    calibrated(recognizer.description(), known.get().scores().get(i)));
            if (!(difference <= TOLERANCE)) {
                throw new MienException(String.format(
                        Locale.ROOT,
                        "the model computes wrong results on this machine: a score of a drawn face differs by %.3f"
                                + " from the known one, expected at most %.2f. Install Mien or export the model again",
                        difference,
                        TOLERANCE));
            }
        }
    }

    private static double[] calibrated(ModelDescription description, List<Double> known) {
        float[] probabilities = new float[known.size()];
        double[] plain = new double[known.size()];
        for (int c = 0; c < plain.length; c++) {
            plain[c] = known.get(c);
            probabilities[c] = (float) plain[c];
        }
        return description.temperature().map(t -> t.applyTo(probabilities)).orElse(plain);
    }

    private static double difference(EmotionScores found, double[] expected) {
        double largest = 0;
        double[] values = found.values();
        for (int c = 0; c < values.length; c++) {
            largest = Math.max(largest, Math.abs(values[c] - expected[c]));
        }
        return largest;
    }

    /** Waits for the calls in flight and frees the networks. */
    @Override
    public void close() {
        alone.close();
        if (beside != alone) {
            beside.close();
        }
    }
}
