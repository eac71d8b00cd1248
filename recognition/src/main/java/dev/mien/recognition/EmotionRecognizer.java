package dev.mien.recognition;

import dev.mien.EmotionScores;
import dev.mien.InvalidInputException;
import dev.mien.MienException;
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
 * Finds the faces of a picture and reads their emotions: what an application embeds.
 *
 * <pre>{@code
 * try (var recognizer = EmotionRecognizer.create()) {
 *     for (Recognition face : recognizer.recognize(Path.of("photo.jpg")))
 *         System.out.println(face.emotion() + " " + face.confidence() + " " + face.box());
 * }
 * }</pre>
 *
 * <p>Model and detector come in the jar; nothing is fetched from anywhere. Safe for use by any number of threads at once, and the
 * answer for a picture does not depend on what else is asked meanwhile. A picture without a face gives an empty list. Native
 * memory, which {@link #close} frees after the calls in flight.
 */
public final class EmotionRecognizer implements AutoCloseable {
    private final EmotionModel model;
    private final FaceDetector detector;
    private final Settings settings;
    private final Runnable owned;
    private final Optional<Temperature> temperature;
    private final CallGate gate = new CallGate("the recognizer");

    /**
     * How answers are made.
     *
     * @param unsureBelow the confidence below which an answer is unsure
     * @param batch faces that go through the network together
     */
    record Settings(double unsureBelow, int batch) {}

    /** @param owned frees what nobody else will */
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

    /** What the model says of itself: its version, training data, scores and limits. */
    public ModelDescription description() {
        return model.description();
    }

    /**
     * The faces of a picture's file, from left to right: JPEG, PNG, WebP, GIF, BMP or TIFF, whatever its name says, turned upright by its EXIF orientation.
     *
     * @throws InvalidInputException if there is no such file, it is damaged, no picture, or too large
     */
    public List<Recognition> recognize(Path file) {
        return recognize(RgbImage.read(file));
    }

    /**
     * The faces of a picture in a file's form, from left to right.
     *
     * @param file is read to its end, and not closed
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

    /** The faces of a picture of Java's, from left to right. */
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
     * The faces of several pictures, which go through the network together.
     *
     * @return one list for each picture, in order; its faces from left to right
     */
    public List<List<Recognition>> recognize(List<RgbImage> pictures) {
        return gate.during(() -> readAll(pictures));
    }

    private List<List<Recognition>> readAll(List<RgbImage> pictures) {
        List<List<Face>> found = pictures.stream()
                .map(picture -> ReadingOrder.leftToRight(detector.detect(picture)))
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
     * What is read in pictures that are faces already, cut out as FER2013's are; nobody looks for faces in them. They may have any size.
     *
     * @return one for each picture, in order; its box is the whole picture
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
     * Checks that {@link #explain} has something to say.
     *
     * @throws InvalidInputException if the model does not tell where its answers come from
     */
    public void requireExplanations() {
        if (!model.hasActivationMaps()) {
            throw new InvalidInputException(
                    "the model does not tell what it looks at: give one that './mien export' wrote and whose architecture ends in a"
                            + " global pooling, as 'mien' does");
        }
    }

    /**
     * Where in each face its answer comes from.
     *
     * @param faces what {@link #recognize} said of the picture
     * @return one for each face, in order
     * @throws InvalidInputException if the model does not tell where its answers come from
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
                new EmotionScores(calibrated(answer.emotions()[row])),
                answer.ferPlus().map(all -> new FerPlusScores(doubles(all[row]))));
    }

    /** By the model's temperature, which was fitted on its seven emotions. */
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

    /** Waits for the calls in flight and frees what the recognizer owns; does nothing the second time. A call after it is refused. */
    @Override
    public void close() {
        gate.close(owned);
    }
}
