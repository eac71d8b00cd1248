package dev.mien.face;

import dev.mien.image.GrayImage;
import dev.mien.image.RgbImage;
import dev.mien.model.EmotionModel;
import dev.mien.recognition.EmotionRecognizer;
import dev.mien.recognition.Recognition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What recognizing a photo is made of, each part alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Parts {
    /** A photo's file, with one face at least. */
    @Param("")
    public String photo = "";

    @Param("default")
    public String model = "";

    @Param("2")
    public int threads;

    private byte[] file = {};
    private RgbImage picture = RgbImage.of(1, 1, new byte[RgbImage.CHANNELS]);
    private List<GrayImage> one = List.of();
    private List<GrayImage> batch = List.of();
    private Face face = new Face(new Box(0, 0, 1, 1), 1);
    private EmotionModel network;
    private FaceDetector detector;
    private EmotionRecognizer recognizer;

    @Setup
    public void open() throws IOException {
        boolean bundled = model.equals("default");
        network = bundled ? EmotionModel.bundled(threads) : EmotionModel.open(Path.of(model), threads);
        detector = CenterFaceDetector.create(DetectionOptions.defaults().withThreads(threads));
        var builder = EmotionRecognizer.builder().threads(threads);
        recognizer = (bundled ? builder : builder.model(Path.of(model))).build();
        file = Files.readAllBytes(Path.of(photo));
        picture = RgbImage.decode(photo, file);
        face = detector.detect(picture).get(0);
        one = List.of(align());
        batch = Collections.nCopies(64, one.get(0));
    }

    @TearDown
    public void close() {
        recognizer.close();
        detector.close();
        network.close();
    }

    @Benchmark
    public RgbImage decode() {
        return RgbImage.decode(photo, file);
    }

    /** The picture at the detector's sizes. */
    @Benchmark
    public List<Level> levels() {
        return Level.of(picture, DetectionOptions.defaults().smallestFaceIn(picture));
    }

    /** Levels, closer looks, and what the network says of both. */
    @Benchmark
    public List<Face> detect() {
        return detector.detect(picture);
    }

    @Benchmark
    public GrayImage align() {
        return FaceAligner.align(picture, face, network.width(), network.height());
    }

    @Benchmark
    public float[][] networkOneFace() {
        return network.emotions(one);
    }

    @Benchmark
    public float[][] networkBatchOf64() {
        return network.emotions(batch);
    }

    @Benchmark
    public List<Recognition> whole() {
        return recognizer.recognize(file);
    }
}
