package dev.mien.recognition;

import dev.mien.EmotionScores;
import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.MienException;
import dev.mien.Remedy;
import dev.mien.dataset.FerPlusScores;
import dev.mien.description.ModelDescription;
import dev.mien.evaluation.Temperature;
import dev.mien.face.Box;
import dev.mien.face.Face;
import dev.mien.face.FaceAligner;
import dev.mien.face.FaceDetector;
import dev.mien.image.GrayImage;
import dev.mien.image.RgbImage;
import dev.mien.model.CallGate;
import dev.mien.model.EmotionModel;
import dev.mien.model.ModelAnswer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the faces of a picture and reads their emotions. Applications embed this class.
 *
 * <pre>{@code
 * try (var recognizer = EmotionRecognizer.create()) {
 *     for (Recognition face : recognizer.recognize(Path.of("photo.jpg")))
 *         System.out.println(face.emotion() + " " + face.confidence() + " " + face.box());
 * }
 * }</pre>
 *
 * <p>The jar contains model and detector; nothing is downloaded. Thread-safe: any number of threads may call it, and
 * the answer for a picture does not depend on other calls. A picture without a face gives an empty list. It holds
 * native memory, which {@link #close} frees after the calls in flight.
 */
public final class EmotionRecognizer implements AutoCloseable {
    private final EmotionModel model;
    private final FaceDetector detector;
    private final Settings settings;
    private final Runnable owned;
    private final Optional<Temperature> temperature;
    private final CallGate gate = new CallGate("the recognizer");

    /**
     * Options of the answers.
     *
     * @param unsureBelow the confidence below which an answer counts as unsure
     * @param batch number of faces that go through the network together
     */
    record Settings(double unsureBelow, int batch) {}

    /** @param owned resources that {@code close} frees */
    EmotionRecognizer(EmotionModel model, FaceDetector detector, Settings settings, Runnable owned) {
        this.model = model;
        this.detector = detector;
        this.settings = settings;
        this.owned = owned;
        temperature = model.description().temperature();
    }

    /**
     * A recognizer with the usual options.
     *
     * @throws MienException if this build of Mien comes without a model, or it is damaged
     */
    public static EmotionRecognizer create() {
        return builder().build();
    }

    /** A recognizer with other options. */
    public static EmotionRecognizerBuilder builder() {
        return new EmotionRecognizerBuilder();
    }

    /** The classes that the model tells apart. Most models have those of {@link LabelSet#FER2013}. */
    public LabelSet labels() {
        return model.labels();
    }

    /** The model's description of itself: its version, training data, scores and limits. */
    public ModelDescription description() {
        return model.description();
    }

    /**
     * The faces of a picture file, from left to right. The file is JPEG, PNG, WebP, GIF, BMP or TIFF, or,
     * with mien-media on the class path, HEIC or AVIF. Its content decides, not its name. EXIF orientation, or HEIC's
     * own, turns the picture upright. Of several frames the first is read.
     *
     * @throws InvalidInputException if the file is absent, damaged, not a picture, or too large
     */
    public List<Recognition> recognize(Path file) {
        return recognize(RgbImage.read(file));
    }

    /**
     * The faces of a picture file in a stream, from left to right.
     *
     * @param file read to its end and not closed
     * @throws InvalidInputException as {@link #recognize(Path)}
     * @throws IOException if the stream cannot be read
     */
    public List<Recognition> recognize(InputStream file) throws IOException {
        return recognize(RgbImage.decode("the picture", file));
    }

    /**
     * The faces of a picture from the bytes of its file, from left to right.
     *
     * @throws InvalidInputException as {@link #recognize(Path)}
     */
    public List<Recognition> recognize(byte[] file) {
        return recognize(RgbImage.decode("the picture", file));
    }

    /** The faces of a {@code BufferedImage}, from left to right. */
    public List<Recognition> recognize(BufferedImage picture) {
        return recognize(RgbImage.of(picture));
    }

    /** The faces of a grey picture, from left to right. */
    public List<Recognition> recognize(GrayImage picture) {
        return recognize(RgbImage.of(picture));
    }

    /** The faces of a picture, from left to right; {@link RgbImage#of} takes raw pixels. */
    public List<Recognition> recognize(RgbImage picture) {
        return recognize(List.of(picture)).get(0);
    }

    /**
     * The faces of several pictures. They go through the network together.
     *
     * @return one list for each picture, in order; its faces from left to right
     */
    public List<List<Recognition>> recognize(List<RgbImage> pictures) {
        return gate.during(() -> readAll(pictures));
    }

    /**
     * The faces of a picture, from left to right, with options of this call.
     *
     * @param options those that are not set are the recognizer's
     */
    public List<Recognition> recognize(RgbImage picture, ReadingOptions options) {
        return gate.during(
                () -> options.marked(readAll(List.of(picture), options).get(0)));
    }

    private List<List<Recognition>> readAll(List<RgbImage> pictures) {
        return readAll(pictures, ReadingOptions.USUAL);
    }

    private List<List<Recognition>> readAll(List<RgbImage> pictures, ReadingOptions options) {
        List<List<Face>> found = pictures.stream()
                .map(picture -> ReadingOrder.leftToRight(options.faces(detector, picture)))
                .toList();
        List<GrayImage> cut = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            RgbImage picture = pictures.get(i);
            found.get(i).forEach(face -> cut.add(FaceAligner.align(picture, face, model.width(), model.height())));
        }
        Iterator<Scores> scores = scores(cut).iterator();
        return found.stream()
                .map(faces -> faces.stream()
                        .map(face -> recognition(face, scores.next()))
                        .toList())
                .toList();
    }

    /**
     * The emotions of pictures that are cut-out faces, framed as in FER2013. No face is searched in them. They may have
     * any size.
     *
     * @return one result for each picture, in order; its box is the whole picture
     */
    public List<Recognition> recognizeFaces(List<GrayImage> faces) {
        return gate.during(() -> {
            List<Scores> scores = scores(faces.stream()
                    .map(face -> face.resized(model.width(), model.height()))
                    .toList());
            List<Recognition> answers = new ArrayList<>();
            for (int i = 0; i < faces.size(); i++) {
                answers.add(whole(faces.get(i), scores.get(i)));
            }
            return List.copyOf(answers);
        });
    }

    /**
     * Checks that the model can {@link #explain}.
     *
     * @throws InvalidInputException if the model has no activation maps
     */
    public void requireExplanations() {
        if (!model.hasActivationMaps()) {
            throw new InvalidInputException(
                    "the model has no activation maps. Only an architecture that ends in a global pooling and a head"
                            + " has them, such as 'mien'",
                    Remedy.change(Remedy.Setting.MODEL));
        }
    }

    /**
     * The places of each face that its answer comes from.
     *
     * @param faces the results of {@link #recognize} for the picture
     * @return one explanation for each face, in order
     * @throws InvalidInputException if the model has no activation maps
     */
    public List<Explanation> explain(RgbImage picture, List<Recognition> faces) {
        requireExplanations();
        return gate.during(() -> {
            List<GrayImage> cut = faces.stream().map(face -> cut(picture, face)).toList();
            float[][][][] maps = model.activationMaps(cut);
            return IntStream.range(0, cut.size())
                    .mapToObj(i -> new Explanation(cut.get(i), maps[i]))
                    .toList();
        });
    }

    private GrayImage cut(RgbImage picture, Recognition recognition) {
        return recognition
                .keypoints()
                .map(points -> new Face(recognition.box(), points, recognition.detectionScore()))
                .map(face -> FaceAligner.align(picture, face, model.width(), model.height()))
                .orElseGet(() -> picture.gray().resized(model.width(), model.height()));
    }

    private record Scores(EmotionScores emotions, Optional<FerPlusScores> ferPlus) {}

    private List<Scores> scores(List<GrayImage> faces) {
        List<Scores> scores = new ArrayList<>();
        for (int start = 0; start < faces.size(); start += settings.batch()) {
            List<GrayImage> batch = faces.subList(start, Math.min(start + settings.batch(), faces.size()));
            ModelAnswer answer = model.answer(batch);
            for (int i = 0; i < batch.size(); i++) {
                scores.add(scores(answer, i));
            }
        }
        return scores;
    }

    private Scores scores(ModelAnswer answer, int row) {
        return new Scores(
                new EmotionScores(model.labels(), calibrated(answer.emotions()[row])),
                answer.ferPlus().map(all -> new FerPlusScores(doubles(all[row]))));
    }

    /** Calibrates by the model's temperature, which was fitted on its first head. */
    private double[] calibrated(float[] probabilities) {
        return temperature.map(t -> t.applyTo(probabilities)).orElseGet(() -> doubles(probabilities));
    }

    private static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private Recognition recognition(Face face, Scores scores) {
        return Recognition.of(face, scores.emotions(), scores.ferPlus(), settings.unsureBelow());
    }

    private Recognition whole(GrayImage picture, Scores scores) {
        Box box = new Box(0, 0, picture.width(), picture.height());
        return new Recognition(box, Optional.empty(), 1, scores.emotions(), scores.ferPlus(), settings.unsureBelow());
    }

    /**
     * Waits for the calls in flight and frees the recognizer's resources. A second close does nothing. A later call
     * throws {@link IllegalStateException}.
     *
     * @throws IllegalStateException if a call in flight calls it
     */
    @Override
    public void close() {
        gate.close(owned);
    }
}
