package dev.mien.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.MienException;
import dev.mien.Remedy;
import dev.mien.dataset.Dataset;
import dev.mien.description.KnownScores;
import dev.mien.description.ModelDescription;
import dev.mien.image.GrayImage;
import dev.mien.io.EntryChecksum;
import dev.mien.io.FailureReason;
import dev.mien.io.SelfChecksum;
import dev.mien.io.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A trained model from an exported ONNX file that describes itself. It holds native memory, which {@link #close} frees.
 * Thread-safe and immutable: one model serves any number of threads.
 */
public final class EmotionModel implements AutoCloseable {
    /** The most pictures computed at a time, so that memory does not grow with their number. */
    private static final int BATCH = 64;

    /** The sum of probabilities of 32 bits, and of kernels of 8 bits, is not exactly 1. */
    private static final double SUM_TOLERANCE = 1e-2;

    private final String origin;
    private final OrtSession session;
    private final ModelDescription description;
    private final LabelSet labels;
    private final ModelForm form;
    private final CallGate gate = new CallGate("the model");

    private EmotionModel(String origin, OrtSession session, ModelDescription description, ModelForm form) {
        this.origin = origin;
        this.session = session;
        this.description = description;
        this.labels = description.labels();
        this.form = form;
    }

    /**
     * Opens a file that computes on all processors.
     *
     * @throws InvalidInputException if it is absent, damaged, or not a model of Mien
     */
    public static EmotionModel open(Path file) {
        return open(file, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Opens a file.
     *
     * @param threads that compute one picture's or batch's answer together, at least 1
     * @throws InvalidInputException if it is absent, damaged, or not a model of Mien
     */
    public static EmotionModel open(Path file, int threads) {
        try {
            return of(WholeFile.read(file, WholeFile.MOST), file.toString(), threads);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "cannot read the model " + file + ": " + FailureReason.of(e),
                    Remedy.change(Remedy.Setting.MODEL),
                    e);
        }
    }

    /**
     * The model that comes with Mien, on all processors. Nothing is downloaded.
     *
     * @throws MienException if this build has no model, or the model is damaged
     */
    public static EmotionModel bundled() {
        return bundled(EmotionModel.class.getClassLoader());
    }

    /**
     * The model that comes with Mien. Nothing is downloaded.
     *
     * @param threads that compute one picture's or batch's answer together, at least 1
     * @throws MienException if this build has no model, or the model is damaged
     */
    public static EmotionModel bundled(int threads) {
        return bundled(EmotionModel.class.getClassLoader(), threads);
    }

    /**
     * A model that comes with Mien. Nothing is downloaded.
     *
     * @param threads that compute one picture's or batch's answer together, at least 1
     * @throws MienException if this build lacks it, or it is damaged
     */
    public static EmotionModel bundled(BundledModel model, int threads) {
        return bundled(model, EmotionModel.class.getClassLoader(), threads);
    }

    static EmotionModel bundled(ClassLoader loader) {
        return bundled(loader, Runtime.getRuntime().availableProcessors());
    }

    private static EmotionModel bundled(ClassLoader loader, int threads) {
        return bundled(BundledModel.EMOTIONS, loader, threads);
    }

    private static EmotionModel bundled(BundledModel model, ClassLoader loader, int threads) {
        return model.open(loader, (file, origin) -> unchecked(file, origin, threads));
    }

    /**
     * Opens the bytes of a file.
     *
     * @param origin the file's name in messages
     * @param threads that compute one picture's or batch's answer together, at least 1
     * @throws InvalidInputException if they are damaged or not a model of Mien
     */
    public static EmotionModel of(byte[] file, String origin, int threads) {
        SelfChecksum.Verdict verdict = EntryChecksum.verify(file);
        if (verdict == SelfChecksum.Verdict.DAMAGED) {
            throw damaged(origin, "it does not have the checksum that it carries");
        }
        EmotionModel model = unchecked(file, origin, threads);
        try {
            if (verdict == SelfChecksum.Verdict.ABSENT) {
                model.requireKnownScores();
            }
            return model;
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    private static InvalidInputException damaged(String origin, String detail) {
        return new InvalidInputException(
                origin + " is damaged: " + detail + ". Copy it again", Remedy.to(Remedy.Action.EXPORT));
    }

    /** Checks a file without a checksum, as earlier versions wrote it, by the scores that it carries. */
    private void requireKnownScores() {
        if (description.value(ModelDescription.CHECKSUM).isPresent()) {
            throw damaged(origin, "it has lost the checksum that its metadata describes");
        }
        Optional<KnownScores> known = knownScores();
        if (known.isPresent()) {
            String precision = description.value(ModelDescription.PRECISION).orElse("fp32");
            double difference = known.get().difference(emotions(known.get().drawn(width(), height())));
            if (!(difference <= KnownScores.tolerance(precision))) {
                throw damaged(
                        origin,
                        String.format(
                                Locale.ROOT,
                                "its scores for seven drawn faces differ by up to %.3f from those that it carries",
                                difference));
            }
        }
    }

    private Optional<KnownScores> knownScores() {
        try {
            return description.value(ModelDescription.KNOWN_SCORES).map(KnownScores::parse);
        } catch (InvalidInputException e) {
            throw damaged(origin, e.getMessage());
        }
    }

    private static EmotionModel unchecked(byte[] file, String origin, int threads) {
        OrtSession session = session(file, origin, threads);
        try {
            ModelDescription description =
                    ModelDescription.read(session.getMetadata().getCustomMetadata(), origin);
            return new EmotionModel(origin, session, description, ModelForm.of(session, description, origin));
        } catch (OrtException e) {
            close(session);
            throw new MienException("ONNX Runtime cannot describe " + origin + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            close(session);
            throw e;
        }
    }

    private static OrtSession session(byte[] file, String origin, int threads) {
        try {
            return OnnxSessions.open(file, threads);
        } catch (OrtException e) {
            throw new InvalidInputException(
                    origin + " is damaged or not an ONNX model: " + e.getMessage(), Remedy.to(Remedy.Action.EXPORT), e);
        }
    }

    /** The model's description of itself. */
    public ModelDescription description() {
        return description;
    }

    /** Width of the pictures that it reads, in pixels. */
    public int width() {
        return form.width();
    }

    /** Height of the pictures that it reads, in pixels. */
    public int height() {
        return form.height();
    }

    /** The classes that it tells apart. Most models have those of {@link LabelSet#FER2013}. */
    public LabelSet labels() {
        return labels;
    }

    /** Probabilities of the classes, n x classes in the order of {@link #labels}. */
    public float[][] emotions(List<GrayImage> pictures) {
        return answer(pictures).emotions();
    }

    /** The answers of both heads to pictures of the model's size. */
    public ModelAnswer answer(List<GrayImage> pictures) {
        pictures.forEach(picture -> requireSize(picture.width(), picture.height()));
        return answer(pictures.size(), (index, pixels) -> pictures.get(index).copyPixels(pixels, 0));
    }

    /** The answers of both heads to the faces of a data set, whose pictures must have the model's size. */
    public ModelAnswer answer(Dataset faces) {
        requireSize(faces.width(), faces.height());
        return answer(faces.size(), (index, pixels) -> faces.copyPixels(index, pixels, 0));
    }

    /** Whether the model has activation maps. */
    public boolean hasActivationMaps() {
        return form.hasActivationMaps();
    }

    /**
     * Class activation maps (Zhou et al., arXiv 1512.04150), n x classes x rows x columns: the evidence of each place
     * of a picture for each class. The places are equal parts of the whole picture. A value is the place's contribution
     * to a class's logit minus the mean of all logits. Above 0 the place speaks for the class, below 0 against it. The
     * places of one class sum to {@code ln p} minus the mean of {@code ln p} over the classes, where {@code p} is
     * {@link #emotions}.
     *
     * @throws InvalidInputException if the model has no activation maps, or a picture does not have the model's size
     */
    public float[][][][] activationMaps(List<GrayImage> pictures) {
        if (!hasActivationMaps()) {
            throw new InvalidInputException(
                    "the model has no output '" + ModelDescription.ACTIVATION
                            + "', so it has no activation maps. Only an architecture that ends in a global pooling"
                            + " and a head has them, such as 'mien'",
                    Remedy.change(Remedy.Setting.MODEL));
        }
        pictures.forEach(picture -> requireSize(picture.width(), picture.height()));
        return gate.during(() -> maps(pictures));
    }

    private float[][][][] maps(List<GrayImage> pictures) {
        float[][][][] maps = new float[pictures.size()][][][];
        for (int start = 0; start < maps.length; start += BATCH) {
            int first = start;
            int size = Math.min(BATCH, maps.length - start);
            run(
                    size,
                    pixels(start, size, (index, pixels) -> pictures.get(index).copyPixels(pixels, 0)),
                    Set.of(ModelDescription.ACTIVATION),
                    result -> {
                        float[][][][] values = (float[][][][]) value(result, ModelDescription.ACTIVATION);
                        requireRows(ModelDescription.ACTIVATION, values.length, size);
                        System.arraycopy(values, 0, maps, first, size);
                    });
        }
        return maps;
    }

    private void requireSize(int width, int height) {
        if (width != width() || height != height()) {
            throw new InvalidInputException("the model reads pictures of " + width() + "x" + height() + ", got one of "
                    + width + "x" + height + ": resize it");
        }
    }

    /** Yields the pixels of one picture after the other. */
    private interface Pictures {
        void copyTo(int index, byte[] pixels);
    }

    private ModelAnswer answer(int count, Pictures pictures) {
        return gate.during(() -> batches(count, pictures));
    }

    private ModelAnswer batches(int count, Pictures pictures) {
        float[][] emotions = new float[count][];
        Optional<float[][]> ferPlus = description.hasFerPlus() ? Optional.of(new float[count][]) : Optional.empty();
        for (int start = 0; start < count; start += BATCH) {
            int size = Math.min(BATCH, count - start);
            run(start, size, pictures, emotions, ferPlus);
        }
        return new ModelAnswer(emotions, ferPlus);
    }

    private void run(int start, int size, Pictures pictures, float[][] emotions, Optional<float[][]> ferPlus) {
        Set<String> outputs = ferPlus.isPresent()
                ? Set.of(ModelDescription.EMOTION, ModelDescription.FER_PLUS)
                : Set.of(ModelDescription.EMOTION);
        run(size, pixels(start, size, pictures), outputs, result -> {
            copy(result, ModelDescription.EMOTION, emotions, start, size);
            if (ferPlus.isPresent()) {
                copy(result, ModelDescription.FER_PLUS, ferPlus.get(), start, size);
            }
        });
    }

    private void copy(OrtSession.Result result, String output, float[][] target, int start, int size)
            throws OrtException {
        float[][] values = (float[][]) value(result, output);
        requireRows(output, values.length, size);
        for (float[] row : values) {
            requireProbabilities(output, row);
        }
        System.arraycopy(values, 0, target, start, size);
    }

    private void requireRows(String output, int rows, int expected) {
        if (rows != expected) {
            throw new InvalidInputException(
                    origin + " answers " + expected + " pictures with " + rows + " rows of '" + output
                            + "', expected one row a picture",
                    Remedy.to(Remedy.Action.EXPORT));
        }
    }

    private void requireProbabilities(String output, float[] row) {
        double sum = 0;
        for (float value : row) {
            sum += value >= 0 ? value : Double.NaN;
        }
        if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
            throw new InvalidInputException(
                    origin + " answers a picture with " + Arrays.toString(row) + " as '" + output
                            + "', expected probabilities: the file is damaged or computes something else",
                    Remedy.to(Remedy.Action.EXPORT));
        }
    }

    /** Copies a result before it is freed. */
    private interface Taker {
        void take(OrtSession.Result result) throws OrtException;
    }

    private void run(int size, FloatBuffer pixels, Set<String> outputs, Taker taker) {
        long[] shape = {size, 1, height(), width()};
        try (OnnxTensor input = OnnxTensor.createTensor(OnnxEnvironment.get(), pixels, shape)) {
            OnnxCalls.run(session, Map.of(ModelDescription.PIXELS, input), outputs, result -> {
                taker.take(result);
                return true;
            });
        } catch (OrtException e) {
            throw new MienException("ONNX Runtime failed on " + size + " pictures: " + e.getMessage(), e);
        }
    }

    private FloatBuffer pixels(int start, int size, Pictures pictures) {
        FloatBuffer values = ByteBuffer.allocateDirect(size * form.pixels() * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        byte[] picture = new byte[form.pixels()];
        for (int i = 0; i < size; i++) {
            pictures.copyTo(start + i, picture);
            for (byte value : picture) {
                values.put(value & 0xff);
            }
        }
        return values.flip();
    }

    private static Object value(OrtSession.Result result, String output) throws OrtException {
        return result.get(output).orElseThrow().getValue();
    }

    /**
     * Waits for the calls in flight and frees the model. A second close does nothing. A later call throws
     * {@link IllegalStateException}.
     *
     * @throws IllegalStateException if a call in flight calls it
     */
    @Override
    public void close() {
        gate.close(() -> close(session));
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new MienException("ONNX Runtime cannot close the model: " + e.getMessage(), e);
        }
    }
}
