package dev.mien.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.dataset.FerPlusClass;
import dev.mien.face.Box;
import dev.mien.face.DrawnPicture;
import dev.mien.face.Face;
import dev.mien.face.FaceDetector;
import dev.mien.face.FakeDetector;
import dev.mien.image.GrayImage;
import dev.mien.image.RgbImage;
import dev.mien.model.BundledModel;
import dev.mien.model.OnnxFile;
import dev.mien.testing.DrawnPerson;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a model whose answer is the softmax of the brightness, so that every score can be computed by hand. */
class EmotionRecognizerTest {
    private static final int THREADS = 16;

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void writeModel() throws IOException {
        model = Files.write(folder.resolve("brightness.onnx"), new OnnxFile(true).bytes());
    }

    private EmotionRecognizer centerFace() {
        return EmotionRecognizer.builder()
                .model(model)
                .smallestFace(24)
                .threads(2)
                .build();
    }

    /** Dark, with a bright square that the fake detector takes for a face. */
    private static RgbImage square(int x, int y, int side, int brightness) {
        byte[] gray = new byte[200 * 100];
        for (int row = y; row < y + side; row++) {
            for (int column = x; column < x + side; column++) {
                gray[row * 200 + column] = (byte) brightness;
            }
        }
        return RgbImage.of(GrayImage.of(200, 100, gray));
    }

    private static RgbImage twoFaces() {
        return new DrawnPicture(420, 256)
                .with(280, 100, 120, DrawnPerson.CLEAR)
                .with(40, 40, 112, DrawnPerson.CLEAR)
                .picture();
    }

    private static double[] expected(double brightness, int classes, double temperature) {
        double[] odds = IntStream.range(0, classes)
                .mapToDouble(c -> Math.exp(brightness * OnnxFile.weight(c) / temperature))
                .toArray();
        double sum = IntStream.range(0, classes).mapToDouble(c -> odds[c]).sum();
        return IntStream.range(0, classes).mapToDouble(c -> odds[c] / sum).toArray();
    }

    @Test
    void scoresAreTheModelsAtItsTemperature() {
        try (EmotionRecognizer recognizer =
                EmotionRecognizer.builder().model(model).unsureBelow(0.4).build()) {
            for (int brightness : new int[] {0, 90, 255}) {
                GrayImage face = square(0, 0, 100, brightness).gray();
                Recognition answer = recognizer.recognizeFaces(List.of(face)).get(0);
                double mean = brightness / 2.0;
                assertThat(answer.scores().values()).containsExactly(expected(mean, 7, 1.25), within(1e-6));
                assertThat(answer.ferPlus().orElseThrow().of(FerPlusClass.CONTEMPT))
                        .isCloseTo(expected(mean, 8, 1)[7], within(1e-6));
                assertThat(answer.box()).isEqualTo(new Box(0, 0, 200, 100));
                assertThat(answer.keypoints()).isEmpty();
                assertThat(answer.detectionScore()).isEqualTo(1);
                assertThat(answer.isUnsure()).isEqualTo(answer.confidence() < 0.4);
            }
        }
    }

    @Test
    void aFaceIsCutOutAndRead() {
        try (FakeDetector detector = new FakeDetector();
                EmotionRecognizer recognizer = EmotionRecognizer.builder()
                        .model(model)
                        .detector(detector)
                        .build()) {
            List<Recognition> faces = recognizer.recognize(square(60, 20, 50, 250));
            assertThat(faces).hasSize(1);
            Recognition face = faces.get(0);
            assertThat(face.box()).isEqualTo(new Box(60, 20, 50, 50));
            assertThat(face.emotion()).isEqualTo(Emotion.NEUTRAL);
            double shareOfFace = 1 / Math.pow(48 / 39.5, 2);
            assertThat(face.scores().values()).containsExactly(expected(250 * shareOfFace, 7, 1.25), within(0.01));
            assertThat(recognizer.recognize(square(0, 0, 0, 0))).isEmpty();
        }
    }

    @Test
    void facesStandFromLeftToRight() {
        try (EmotionRecognizer recognizer = centerFace()) {
            List<Recognition> faces = recognizer.recognize(twoFaces());
            assertThat(faces).hasSize(2);
            assertThat(faces.get(0).box().overlap(DrawnPicture.box(40, 40, 112)))
                    .isGreaterThan(0.6);
            assertThat(faces.get(1).box().overlap(DrawnPicture.box(280, 100, 120)))
                    .isGreaterThan(0.6);
            assertThat(faces).allMatch(face -> face.keypoints().isPresent() && face.detectionScore() > 0.6);
        }
    }

    /**
     * In steps of 15 degrees. The box of a turned face is a few hundredths larger or smaller than that of an upright
     * one. This moves the confidence by up to 0.045 here. Other processors round otherwise.
     */
    @Test
    void aTurnedFaceHasTheEmotionOfAnUprightOne() {
        try (EmotionRecognizer recognizer =
                EmotionRecognizer.builder().model(BundledModel.EMOTIONS).build()) {
            Recognition upright = turned(recognizer, 0);
            assertThat(upright.emotion()).isEqualTo(Emotion.HAPPY);
            for (int degrees = 15; degrees < 360; degrees += 15) {
                Recognition face = turned(recognizer, degrees);
                assertThat(face.emotion()).isEqualTo(Emotion.HAPPY);
                assertThat(face.confidence()).as("%d degrees", degrees).isCloseTo(upright.confidence(), within(0.06));
            }
        }
    }

    private static Recognition turned(EmotionRecognizer recognizer, int degrees) {
        RgbImage picture = new DrawnPicture(400, 400)
                .turned(Emotion.HAPPY, DrawnPerson.CLEAR, 200, 200, 120, degrees)
                .picture();
        List<Recognition> faces = recognizer.recognize(picture);
        assertThat(faces).as("%d degrees", degrees).hasSize(1);
        return faces.get(0);
    }

    /** However a picture comes in, its answer is the same. */
    @Test
    void allInputsAgree() throws IOException {
        RgbImage picture = RgbImage.of(twoFaces().gray());
        BufferedImage image = picture.toBufferedImage();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        Path file = Files.write(folder.resolve("two.png"), png.toByteArray());
        try (EmotionRecognizer recognizer = centerFace()) {
            List<Recognition> expected = recognizer.recognize(picture);
            assertThat(recognizer.recognize(file)).isEqualTo(expected);
            assertThat(recognizer.recognize(png.toByteArray())).isEqualTo(expected);
            assertThat(recognizer.recognize(new ByteArrayInputStream(png.toByteArray())))
                    .isEqualTo(expected);
            assertThat(recognizer.recognize(image)).isEqualTo(expected);
            assertThat(recognizer.recognize(picture.gray())).isEqualTo(expected);
            assertThat(recognizer.recognize(List.of(picture, picture))).containsExactly(expected, expected);
        }
    }

    @Test
    void manyPicturesGoThroughTogetherAndKeepTheirOrder() {
        List<RgbImage> pictures = IntStream.range(0, 150)
                .mapToObj(i -> i % 3 == 0 ? square(0, 0, 0, 0) : square(10 + i % 40, 5 + i % 30, 20 + i % 45, 100 + i))
                .toList();
        try (FakeDetector detector = new FakeDetector();
                EmotionRecognizer recognizer = EmotionRecognizer.builder()
                        .model(model)
                        .detector(detector)
                        .build()) {
            List<List<Recognition>> together = recognizer.recognize(pictures);
            assertThat(together).hasSize(150);
            for (int i = 0; i < pictures.size(); i++) {
                List<Recognition> alone = recognizer.recognize(pictures.get(i));
                assertThat(together.get(i)).hasSameSizeAs(alone);
                if (!alone.isEmpty()) {
                    assertThat(together.get(i).get(0).box())
                            .isEqualTo(alone.get(0).box());
                    assertThat(together.get(i).get(0).scores().values())
                            .containsExactly(alone.get(0).scores().values(), within(1e-6));
                }
            }
            assertThat(recognizer.recognize(List.<RgbImage>of())).isEmpty();
        }
    }

    @Test
    void manyThreadsGetWhatOneGetsToTheLastBit() {
        List<RgbImage> pictures = IntStream.range(0, 2 * THREADS)
                .mapToObj(i -> new DrawnPicture(300 + 20 * i, 256)
                        .with(60 + i, 70, 80 + i, i)
                        .picture())
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (EmotionRecognizer recognizer = centerFace()) {
            List<List<Recognition>> alone =
                    pictures.stream().map(recognizer::recognize).toList();
            assertThat(alone.stream().filter(faces -> !faces.isEmpty())).hasSizeGreaterThan(THREADS);
            List<CompletableFuture<List<Recognition>>> together = pictures.stream()
                    .map(picture -> CompletableFuture.supplyAsync(() -> recognizer.recognize(picture), threads))
                    .toList();
            assertThat(together.stream().map(CompletableFuture::join).toList()).isEqualTo(alone);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aCallAfterItIsClosedSaysSo() {
        EmotionRecognizer recognizer = centerFace();
        recognizer.close();
        recognizer.close();
        assertThatThrownBy(() -> recognizer.recognize(square(0, 0, 9, 9)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the recognizer was called after it was closed: close it after its last call");
        assertThatThrownBy(() -> recognizer.recognizeFaces(List.of())).isInstanceOf(IllegalStateException.class);
    }

    /** A detector that waits until it is told to go on. */
    private record SlowDetector(CountDownLatch begun, CountDownLatch goOn) implements FaceDetector {
        @Override
        public List<Face> detect(RgbImage picture) {
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        }

        @Override
        public void close() {}
    }

    @Test
    void closingWaitsForTheCallsInFlight() throws InterruptedException {
        SlowDetector detector = new SlowDetector(new CountDownLatch(1), new CountDownLatch(1));
        EmotionRecognizer recognizer =
                EmotionRecognizer.builder().model(model).detector(detector).build();
        CompletableFuture<List<Recognition>> call =
                CompletableFuture.supplyAsync(() -> recognizer.recognize(square(0, 0, 9, 9)));
        detector.begun().await();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(recognizer::close);
        assertThatThrownBy(() -> closing.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        detector.goOn().countDown();
        assertThat(call.join()).isEmpty();
        closing.join();
    }

    /** A detector whose call closes the recognizer that makes it. */
    private static final class ClosingDetector implements FaceDetector {
        private final List<EmotionRecognizer> recognizers = new ArrayList<>();

        @Override
        public List<Face> detect(RgbImage picture) {
            recognizers.forEach(EmotionRecognizer::close);
            return List.of();
        }

        @Override
        public void close() {}
    }

    @Test
    void aCallCannotCloseItsOwnRecognizer() {
        ClosingDetector detector = new ClosingDetector();
        try (EmotionRecognizer recognizer =
                EmotionRecognizer.builder().model(model).detector(detector).build()) {
            detector.recognizers.add(recognizer);
            assertThatThrownBy(() -> recognizer.recognize(square(0, 0, 9, 9)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the recognizer was closed by one of its own calls: close it when they are done");
            detector.recognizers.clear();
            assertThat(recognizer.recognize(square(0, 0, 9, 9))).isEmpty();
        }
    }

    @Test
    void aDetectorOfTheCallersStaysOpen() {
        try (FakeDetector detector = new FakeDetector()) {
            EmotionRecognizer.builder().model(model).detector(detector).build().close();
            assertThat(detector.detect(square(10, 10, 9, 99))).hasSize(1);
        }
    }

    @Test
    void wrongOptionsAreRefused() {
        assertThatThrownBy(() -> EmotionRecognizer.builder().unsureBelow(1.5))
                .hasMessage("the confidence below which an answer is unsure is 1.5, expected 0 to 1");
        assertThatThrownBy(() -> EmotionRecognizer.builder().smallestFace(1))
                .hasMessage("the smallest face is 1.0 pixels wide, expected at least 4.0");
        assertThatThrownBy(() -> EmotionRecognizer.builder().detectionThreshold(0))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> EmotionRecognizer.builder().threads(0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> EmotionRecognizer.builder()
                        .model(folder.resolve("none.onnx"))
                        .build())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("cannot read the model " + folder.resolve("none.onnx"));
    }

    @Test
    void smallerBatchesSayTheSame() {
        List<RgbImage> pictures = IntStream.range(0, 10)
                .mapToObj(i -> square(10 + i, 5 + i, 30 + i, 100 + 10 * i))
                .toList();
        try (FakeDetector detector = new FakeDetector();
                EmotionRecognizer whole = EmotionRecognizer.builder()
                        .model(model)
                        .detector(detector)
                        .build();
                EmotionRecognizer parts = EmotionRecognizer.builder()
                        .model(model)
                        .detector(detector)
                        .batch(3)
                        .build()) {
            List<List<Recognition>> expected = whole.recognize(pictures);
            List<List<Recognition>> actual = parts.recognize(pictures);
            for (int i = 0; i < pictures.size(); i++) {
                assertThat(actual.get(i).get(0).scores().values())
                        .containsExactly(expected.get(i).get(0).scores().values(), within(1e-6));
            }
        }
        assertThatThrownBy(() -> EmotionRecognizer.builder().batch(65))
                .hasMessage("the batch is 65 faces, expected 1 to 64");
    }

    /** Java's own picture says what its file says, though getRGB would brighten it. */
    @Test
    void aGrayPictureOfJavasIsNotBrightened() throws IOException {
        BufferedImage gray = new BufferedImage(60, 60, BufferedImage.TYPE_BYTE_GRAY);
        byte[] pixels = new byte[3600];
        Arrays.fill(pixels, (byte) 128);
        gray.getRaster().setDataElements(0, 0, 60, 60, pixels);
        assertThat(RgbImage.of(gray).value(30, 30, 1)).isEqualTo(128);
    }

    /**
     * Native memory stays where it is over many recognizers. One that stayed open would hold several megabytes, twelve
     * more in each round; Java's heap grows in some round, and not in all.
     */
    @Test
    void memoryDoesNotGrow() throws IOException, InterruptedException {
        RgbImage picture = twoFaces();
        List<Long> resident = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < 12; i++) {
                try (EmotionRecognizer recognizer = centerFace()) {
                    recognizer.recognize(picture);
                }
            }
            resident.add(ResidentMemory.withoutGarbage());
        }
        long least = IntStream.range(1, resident.size())
                .mapToLong(round -> resident.get(round) - resident.get(round - 1))
                .min()
                .orElseThrow();
        assertThat(least).as("growth in the calmest round of %s", resident).isLessThan(12L << 20);
    }
}
